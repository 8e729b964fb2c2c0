#pragma once

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "model/bits/adaptive_probability.h"

namespace pith {

/// A number below 2^32 - 1; see docs/format/UPDATE.md.
class NumberModel {
 public:
  template <typename Coder>
  std::uint32_t code(Coder& coder, std::uint32_t number) {
    std::uint64_t m = std::uint64_t{number} + 1;
    const int wanted = static_cast<int>(std::bit_width(m)) - 1;
    int length = 0;
    while (length < kMost && coder.decide(length < wanted ? 1 : 0, length_[static_cast<std::size_t>(length)]) != 0) {
      ++length;
    }
    std::uint64_t value = 1;
    for (int i = 0; i < length; ++i) {
      const int digit = static_cast<int>(m >> (length - 1 - i)) & 1;
      auto& place = digits_[static_cast<std::size_t>(length)][static_cast<std::size_t>(value & 7)];
      value = value << 1 | static_cast<std::uint64_t>(i < 3 ? coder.decide(digit, place) : coder.decide_evenly(digit));
    }
    return static_cast<std::uint32_t>(value - 1);
  }

 private:
  static constexpr int kMost = 32;

  std::array<AdaptiveProbability, kMost> length_{};
  /// (length)(digits so far, with a 1 before them)
  std::array<std::array<AdaptiveProbability, 8>, kMost + 1> digits_{};
};

/// A symbol of kDigits binary digits.
template <int kDigits>
class SymbolModel {
 public:
  template <typename Coder>
  std::uint32_t code(Coder& coder, std::uint32_t symbol) {
    std::uint32_t node = 1;
    for (int shift = kDigits - 1; shift >= 0; --shift) {
      node = node << 1 | static_cast<std::uint32_t>(coder.decide(static_cast<int>(symbol >> shift) & 1, nodes_[node]));
    }
    return node - (1U << kDigits);
  }

 private:
  std::array<AdaptiveProbability, std::size_t{1} << kDigits> nodes_{};
};

}  // namespace pith
