#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/zeroed_array.h"

namespace pith {

/// The last bytes of the text so far, addressed by their position in the text.
class Window {
 public:
  /// REQUIRES: size is a power of two.
  explicit Window(std::size_t size) : bytes_(size), mask_(size - 1) { assert(std::has_single_bit(size)); }

  /// How many bytes have been pushed: the position of the next one.
  std::uint32_t position() const { return position_; }

  /// The byte at `position`; positions more than size() back hold later bytes instead.
  std::uint8_t operator[](std::uint32_t position) const { return bytes_[position & mask_]; }

  std::size_t size() const { return mask_ + 1; }

  /// Begins anew at position 0. Bytes from before may show where none have been pushed yet.
  void rewind() { position_ = 0; }

  void push(std::uint8_t byte) { bytes_[position_++ & mask_] = byte; }

 private:
  ZeroedArray<std::uint8_t> bytes_;
  std::size_t mask_;
  std::uint32_t position_ = 0;
};

}  // namespace pith
