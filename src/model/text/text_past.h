#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/bytes.h"

namespace pith {

/// A text that lies in memory whole, with no more of its past than a Window shows.
class TextPast {
 public:
  /// As after `position` bytes of `text`, which outlives this. REQUIRES: window_bytes is a power of two.
  TextPast(ByteView text, std::uint32_t position, std::size_t window_bytes)
      : text_(text), position_(position), mask_(static_cast<std::uint32_t>(window_bytes - 1)) {
    assert(position <= text.size() && std::has_single_bit(window_bytes));
  }

  std::uint32_t position() const { return position_; }
  void advance() { ++position_; }

  /// REQUIRES: position < position().
  std::uint8_t operator[](std::uint32_t position) const {
    assert(position < position_);
    return text_[position + ((position_ - 1 - position) & ~mask_)];
  }

 private:
  ByteView text_;
  std::uint32_t position_;
  std::uint32_t mask_;
};

}  // namespace pith
