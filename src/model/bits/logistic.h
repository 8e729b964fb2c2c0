#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

namespace pith {

/// Probabilities in the logistic domain: stretch(p) = ln(p / (1 - p)), squash its inverse, both by table.
///
/// A probability is 65536 * P in [0, 65535]. A stretched one is in units of 1/256 nat.
inline constexpr int kSquashLimit = 3071;  ///< beyond 12 nats a probability is 1 / 65536 or 65535 / 65536

namespace logistic {

#include "model/bits/logistic_tables.inc"

constexpr std::array<std::int16_t, 4096> full_stretch() {
  std::array<std::int16_t, 4096> table{};
  for (int i = 0; i < 2048; ++i) {
    table[i] = static_cast<std::int16_t>(-kStretchHalf[i]);
    table[4095 - i] = kStretchHalf[i];
  }
  return table;
}

constexpr std::array<std::uint16_t, 2 * kSquashLimit + 1> full_squash() {
  std::array<std::uint16_t, 2 * kSquashLimit + 1> table{};
  for (int x = 0; x <= kSquashLimit; ++x) {
    const int below = std::max<int>(kSquashHalf[x], 1);  // P at -x
    table[kSquashLimit - x] = static_cast<std::uint16_t>(below);
    table[kSquashLimit + x] = static_cast<std::uint16_t>(65536 - below);
  }
  return table;
}

inline constexpr auto kStretch = full_stretch();
inline constexpr auto kSquash = full_squash();

}  // namespace logistic

/// REQUIRES: p16 <= 65535. The result is within [-kMaxStretch, kMaxStretch].
inline int stretch(std::uint32_t p16) {
  assert(p16 <= 65535);
  return logistic::kStretch[p16 >> 4];
}
inline constexpr int kMaxStretch = logistic::kStretch[4095];

/// P in [1, 65535]. Any x; beyond +-kSquashLimit it is as at the limit.
inline std::uint32_t squash(int x) {
  return logistic::kSquash[std::clamp(x, -kSquashLimit, kSquashLimit) + kSquashLimit];
}

}  // namespace pith
