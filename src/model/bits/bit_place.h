#pragma once

#include <bit>
#include <cassert>
#include <cstdint>

namespace pith {

/// A place among the eight decisions of a byte, the most significant bit first: which bits came so far. A nibble is one
/// half of a byte; its decisions are the inner nodes of a binary tree.
class BitPlace {
 public:
  /// Before the first bit.
  constexpr BitPlace() = default;

  /// After the bits that `partial` has after its leading 1. REQUIRES: 1 <= partial < 512.
  static constexpr BitPlace after(std::uint32_t partial) {
    assert(1 <= partial && partial < 512);
    BitPlace place;
    place.partial_ = partial;
    place.index_ = std::bit_width(partial) - 1;
    return place;
  }

  /// In `byte`, after its first `index` bits. REQUIRES: 0 <= index <= 8.
  static constexpr BitPlace in(std::uint8_t byte, int index) {
    assert(0 <= index && index <= 8);
    BitPlace place;
    place.partial_ = (byte | 256u) >> (8 - index);
    place.index_ = index;
    return place;
  }

  /// A 1, then the bits of the byte so far; from 256 on the byte is complete.
  constexpr std::uint32_t partial() const { return partial_; }

  /// How many bits of the byte came so far, 0 to 8.
  constexpr int index() const { return index_; }

  /// A 1, then the bits of the nibble so far: where the next decision is in the nibble's tree, whose root is 1.
  constexpr std::uint32_t node() const {
    const std::uint32_t first = 1u << (index_ & 3);
    return first | (partial_ & (first - 1));
  }

  /// Whether the last bit completed a nibble.
  constexpr bool ends_nibble() const { return index_ == 4 || index_ == 8; }

  /// REQUIRES: index() < 8.
  constexpr void advance(int bit) {
    assert(index_ < 8);
    partial_ = partial_ << 1 | static_cast<std::uint32_t>(bit);
    ++index_;
  }

  bool operator==(const BitPlace&) const = default;

 private:
  std::uint32_t partial_ = 1;
  int index_ = 0;
};

}  // namespace pith
