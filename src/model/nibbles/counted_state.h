#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>

#include "model/bits/bit_history.h"
#include "model/bits/logistic.h"
#include "model/nibbles/nibble_line.h"

namespace pith {

/// ln(count + 0.4), 4096 = 1. Above 255 to eight binary digits of the count. REQUIRES: count < 2^24.
inline int log_of_count(std::uint32_t count) {
  assert(count < 1u << 24);
  constexpr int kLog2 = 2839;  // ln 2
  const int excess = std::bit_width(count | 255) - 8;
  return logistic::kLogCounts[count >> excess] + kLog2 * excess;
}

/// A state as read from something else than a text: within kMostTold, without surprises.
inline std::int16_t told_state(int stretched) {
  return static_cast<std::int16_t>(std::clamp(stretched, -kMostTold, kMostTold) & ~(nibble_states::kSurprises - 1));
}

/// The state that stands for so many zeros and ones. REQUIRES: each below 2^24.
inline std::int16_t state_of_counts(std::uint32_t zeros, std::uint32_t ones) {
  return told_state(log_of_count(ones) - log_of_count(zeros));
}

/// The state that stands for a bit history.
inline std::int16_t state_of_history(std::uint8_t history) { return told_state(16 * stretch(history_prior(history))); }

}  // namespace pith
