#pragma once

#include <array>
#include <cstdint>

namespace pith {

/// A bit history in one byte: about how often 0 and 1 came in a context, which came last, and, for the first bits,
/// in what order (indirect modelling: Mahoney, "Adaptive Weighing of Context Models for Lossless Data Compression",
/// 2005, section 3). State 0 is the empty history.
///
/// A bit adds one to its own count. A count of the other bit above 2 is cut (kKept), because what came lately says more
/// than what came often. Pairs of counts are bounded (kMostGiven) so that all states fit in a byte.
namespace bit_history {

struct State {
  std::uint8_t zeros = 0;
  std::uint8_t ones = 0;
  std::uint8_t length = 0;  ///< exact up to kExactBits, then kExactBits + 1
  std::uint8_t recent = 0;  ///< the exact history as a number, then the last bit alone

  constexpr bool operator==(const State&) const = default;
};

struct Machine {
  std::array<State, 256> states{};
  std::array<std::array<std::uint8_t, 2>, 256> next{};
  int size = 0;
};

inline constexpr int kExactBits = 3;
/// The larger count's bound where the smaller count is the index; a smaller count beyond it does not occur.
inline constexpr std::array<int, 6> kMostGiven = {48, 40, 15, 8, 6, 5};
/// What is left of a count when the other bit comes.
inline constexpr std::array<int, 13> kKept = {0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 6};

constexpr int most_given(int smaller) {
  return smaller < static_cast<int>(kMostGiven.size()) ? kMostGiven[smaller] : 0;
}

constexpr State after(State s, int bit) {
  int same = (bit != 0 ? s.ones : s.zeros) + 1;
  int other = bit != 0 ? s.zeros : s.ones;
  other = kKept[other < static_cast<int>(kKept.size()) ? other : static_cast<int>(kKept.size()) - 1];
  while (same > other ? same > most_given(other) : other > most_given(same)) {
    --(same > other ? same : other);
  }
  State t;
  t.zeros = static_cast<std::uint8_t>(bit != 0 ? other : same);
  t.ones = static_cast<std::uint8_t>(bit != 0 ? same : other);
  if (s.length < kExactBits) {
    t.length = static_cast<std::uint8_t>(s.length + 1);
    t.recent = static_cast<std::uint8_t>(s.recent * 2 + bit);
  } else {
    t.length = kExactBits + 1;
    t.recent = static_cast<std::uint8_t>(same > 0 && other > 0 ? bit : 0);
  }
  return t;
}

/// Every state reachable from the empty one, numbered breadth first.
constexpr Machine build() {
  Machine m;
  m.size = 1;
  for (int i = 0; i < m.size; ++i) {
    for (int bit = 0; bit < 2; ++bit) {
      const State t = after(m.states[i], bit);
      int found = 0;
      while (found < m.size && !(m.states[found] == t)) {
        ++found;
      }
      if (found == m.size) {
        m.states[m.size++] = t;  // a 257th state would not compile
      }
      m.next[i][bit] = static_cast<std::uint8_t>(found);
    }
  }
  return m;
}

inline constexpr Machine kMachine = build();

}  // namespace bit_history

/// The history after one more bit.
inline std::uint8_t next_history(std::uint8_t history, int bit) { return bit_history::kMachine.next[history][bit]; }

/// How many bits a history speaks for, in [0, 48].
constexpr int history_weight(std::uint8_t history) {
  return bit_history::kMachine.states[history].zeros + bit_history::kMachine.states[history].ones;
}

/// 65536 * P(1) that a history stands for before anything was learnt about it, in [1, 65535].
constexpr std::uint32_t history_prior(std::uint8_t history) {
  const int zeros = bit_history::kMachine.states[history].zeros;
  const int ones = bit_history::kMachine.states[history].ones;
  if (zeros == ones) {
    return 32768;
  }
  const int rare = zeros < ones ? zeros : ones;
  // A run of n is broken with odds of about 1 / 4 n; a mixed history follows its counts.
  const std::uint32_t p_rare =
      rare == 0 ? 65536 / (4 * (zeros + ones) + 4) : 65536 * (2 * rare + 1) / (2 * (zeros + ones) + 2);
  return zeros < ones ? 65536 - p_rare : p_rare;
}

}  // namespace pith
