#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/bytes.h"

namespace pith::fuzz {

/// An input that says how something is to be made, taken from its front. Where it has ended it says 0.
class Choices {
 public:
  Choices(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}

  std::uint8_t byte() {
    const ByteView taken = bytes(1);
    return taken.empty() ? 0 : taken[0];
  }

  /// In [0, count). REQUIRES: count >= 1.
  std::size_t below(std::size_t count) {
    std::size_t number = byte();
    for (std::size_t reached = 256; reached < count; reached *= 256) number = number * 256 + byte();
    return number % count;
  }

  /// The next `count`, fewer where there are no more.
  ByteView bytes(std::size_t count) {
    const ByteView taken = rest_.first(std::min(count, rest_.size()));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }

 private:
  ByteView rest_;
};

}  // namespace pith::fuzz
