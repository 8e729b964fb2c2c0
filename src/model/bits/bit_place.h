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
    return BitPlace(partial, std::bit_width(partial) - 1);
  }

  /// In `byte`, after its first `index` bits. REQUIRES: 0 <= index <= 8.
  static constexpr BitPlace in(std::uint8_t byte, int index) {
    assert(0 <= index && index <= 8);
    return BitPlace((byte | 256u) >> (8 - index), index);
  }

  /// A 1, then the bits of the byte so far; from 256 on the byte is complete.
  constexpr std::uint32_t partial() const { return word_ & 0xffff; }

  /// How many bits of the byte came so far, 0 to 8.
  constexpr int index() const { return static_cast<int>(word_ >> kIndexShift); }

  /// A 1, then the bits of the nibble so far: where the next decision is in the nibble's tree, whose root is 1.
  constexpr std::uint32_t node() const {
    const std::uint32_t first = 1u << (index() & 3);
    return first | (partial() & (first - 1));
  }

  /// Whether the last bit completed a nibble.
  constexpr bool ends_nibble() const { return index() == 4 || index() == 8; }

  /// REQUIRES: index() < 8.
  constexpr void advance(int bit) {
    assert(index() < 8);
    *this = BitPlace(partial() << 1 | static_cast<std::uint32_t>(bit), index() + 1);
  }

  bool operator==(const BitPlace&) const = default;

 private:
  static constexpr int kIndexShift = 16;

  constexpr BitPlace(std::uint32_t partial, int index)
      : word_(static_cast<std::uint32_t>(index) << kIndexShift | partial) {}

  // One word: a place that was just moved on is read again at once, and two stores would delay one wide load.
  std::uint32_t word_ = 1;
};

}  // namespace pith
