#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "model/bits/adaptive_probability.h"
#include "model/bits/logistic.h"
#include "train/exchange/decision_coder.h"

namespace pith {

/// How far several probabilities of one decision are trusted, in 2^-16: a logistic mixer in integers.
template <std::size_t kInputs>
class MixedDecision {
 public:
  MixedDecision() { weights_.fill(65536 * 4 / (3 * static_cast<std::int32_t>(kInputs) + 1)); }

  template <typename Coder>
  int code(Coder& coder, int bit, const std::array<AdaptiveProbability*, kInputs>& places) {
    std::array<std::int32_t, kInputs> inputs{};
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < kInputs; ++i) {
      inputs[i] = stretch(odds_of(*places[i]));
      sum += std::int64_t{inputs[i]} * weights_[i];
    }
    const auto x = static_cast<int>(std::clamp<std::int64_t>(sum >> 16, -kSquashLimit, kSquashLimit));
    const std::uint32_t p = std::clamp(squash(x), kLeastOdds, 65536 - kLeastOdds);
    bit = coder.decide_with(bit, p);
    const std::int32_t error = (bit != 0 ? 65536 : 0) - static_cast<std::int32_t>(p);
    for (std::size_t i = 0; i < kInputs; ++i) {
      const std::int64_t move = (std::int64_t{inputs[i]} * error) >> kRateShift;
      weights_[i] = static_cast<std::int32_t>(std::clamp<std::int64_t>(weights_[i] + move, -kMostWeight, kMostWeight));
      places[i]->learn(bit, kExchangeLimit);
    }
    return bit;
  }

 private:
  static constexpr std::uint32_t kLeastOdds = 32;
  static constexpr int kRateShift = 14;
  static constexpr std::int64_t kMostWeight = 1 << 20;

  std::array<std::int32_t, kInputs> weights_{};
};

}  // namespace pith
