#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/bits/adaptive_probability.h"
#include "model/bits/bit_place.h"
#include "model/match/match_model.h"
#include "model/plan/level_plan.h"
#include "model/text/window.h"

namespace pith {

/// What followed the last match, and the last long match where kPlan has a second match model.
template <const LevelPlan& kPlan>
class MatchEvidence {
 public:
  static constexpr int kModels = kPlan.second_match ? 2 : 1;
  static constexpr int kInputs = kModels * MatchModel::kInputs;

  /// `heads`: of each match model.
  explicit MatchEvidence(std::size_t heads)
      : match_(kPlan.shortest_match, heads), long_match_(kLongMatch, kPlan.second_match ? heads : 1) {}

  // The two steps of a byte, as MatchModel's.
  void update(const Window& window) {
    match_.update(window);
    if constexpr (kPlan.second_match) long_match_.update(window);
  }
  void look_up(const Window& window) {
    match_.look_up(window);
    if constexpr (kPlan.second_match) long_match_.look_up(window);
  }

  /// The kInputs inputs for the next bit.
  void predict(BitPlace place, std::int32_t* inputs) {
    match_.predict(place, inputs);
    if constexpr (kPlan.second_match) long_match_.predict(place, inputs + MatchModel::kInputs);
  }

  void learn(int bit) {
    match_.learn(bit);
    if constexpr (kPlan.second_match) long_match_.learn(bit);
  }

  /// Of the longest match there is, as MatchModel::strength().
  int strength() const {
    const int long_strength = kPlan.second_match ? long_match_.strength() : 0;
    return long_strength != 0 ? long_strength : match_.strength();
  }

  /// (kModels)(MatchModel::kBuckets) how far matches are to be trusted.
  std::vector<AdaptiveProbability> trust() const {
    std::vector<AdaptiveProbability> trust(match_.trust().begin(), match_.trust().end());
    if constexpr (kPlan.second_match) trust.insert(trust.end(), long_match_.trust().begin(), long_match_.trust().end());
    return trust;
  }
  /// REQUIRES: as many as trust() has.
  void set_trust(std::span<const AdaptiveProbability> trust) {
    assert(trust.size() == std::size_t{kModels} * MatchModel::kBuckets);
    match_.set_trust(trust.template first<MatchModel::kBuckets>());
    if constexpr (kPlan.second_match) long_match_.set_trust(trust.template last<MatchModel::kBuckets>());
  }

 private:
  MatchModel match_;
  MatchModel long_match_;
};

}  // namespace pith
