#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>

#include "model/bits/bit_history.h"

namespace pith {

namespace bit_history {

inline constexpr int kTypicalCounts = 64;

using TypicalTable = std::array<std::array<std::uint8_t, kTypicalCounts>, kTypicalCounts>;

/// [zeros][ones]: the history after so many bits of each kind, evenly spread: the rarer bit (1 if as frequent) comes
/// as the i-th of n bits where (i * rarer + n / 2) / n steps up.
inline TypicalTable make_typical() {
  TypicalTable table{};
  for (int zeros = 0; zeros < kTypicalCounts; ++zeros) {
    for (int ones = 0; ones < kTypicalCounts; ++ones) {
      const int n = zeros + ones;
      const int rarer_bit = ones <= zeros ? 1 : 0;
      const int rarer = rarer_bit != 0 ? ones : zeros;
      int history = 0;
      for (int i = 0, phase = n / 2; i < n; ++i) {
        phase += rarer;
        const bool steps_up = phase >= n;
        phase -= steps_up ? n : 0;
        history = kMachine.next[history][steps_up ? rarer_bit : 1 - rarer_bit];
      }
      table[zeros][ones] = static_cast<std::uint8_t>(history);
    }
  }
  return table;
}

/// Made at the first use: too many steps for a compiler.
inline const TypicalTable& typical() {
  static const TypicalTable kTable = make_typical();
  return kTable;
}

}  // namespace bit_history

/// The history that stands for counts of zeros and ones whose order is not known. Counts above 63 are halved together
/// until both fit, rounded up. REQUIRES: zeros, ones < 2^31.
inline std::uint8_t typical_history(std::uint32_t zeros, std::uint32_t ones,
                                    const bit_history::TypicalTable& typical = bit_history::typical()) {
  assert((zeros | ones) < std::uint32_t{1} << 31);
  const int excess = std::bit_width(zeros | ones | 63) - 6;  // without a branch that nobody can foresee
  const std::uint32_t round_up = (1u << excess) - 1;
  zeros = std::min((zeros + round_up) >> excess, 63u);
  ones = std::min((ones + round_up) >> excess, 63u);
  return typical[zeros][ones];
}

}  // namespace pith
