#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "model/bits/bit_place.h"
#include "model/match/match_model.h"
#include "model/mixer/mixer.h"
#include "model/network/model.h"
#include "model/plan/level_plan.h"
#include "model/predictor/count_evidence.h"
#include "model/predictor/history_model.h"
#include "model/predictor/match_evidence.h"
#include "model/predictor/prior.h"
#include "model/text/character_class.h"
#include "model/text/text_state.h"

namespace pith {

/// What chooses the weights of the mixer's sets.
struct MixingContext {
  int match_strength;  ///< in [0, MatchModel::kStrengths)
  BitPlace bit;
  int last;                ///< the byte before
  int known_contexts;      ///< in [0, kMaxContexts]
  int classes;             ///< classes_of() the text
  int network_confidence;  ///< in [0, RnnModel::kConfidences); 0 without network
};

/// The classes of the last two bytes as one number.
inline int classes_of(const TextState& text) {
  return character_class(text.byte(1)) * kCharacterClasses + character_class(text.byte(2));
}

/// The inputs of kPlan's mixer, its sets, and its weights before anything is learnt.
template <const LevelPlan& kPlan>
struct MixingPlan {
  // How many inputs each part gives, and where they begin.
  static constexpr int kHistories = HistoryModel<kPlan>::kInputs;
  static constexpr int kCounts = CountEvidence<kPlan>::kInputs;
  static constexpr int kMatches = MatchEvidence<kPlan>::kInputs;
  static constexpr int kNetwork = kPlan.network ? RnnModel::kInputs : 0;
  static constexpr int kFirstHistory = 0;
  static constexpr int kFirstCount = kFirstHistory + kHistories;
  static constexpr int kFirstMatch = kFirstCount + kCounts;
  static constexpr int kFirstNetwork = kFirstMatch + kMatches;
  static constexpr int kConstant = kFirstNetwork + kNetwork;  ///< always kOneNat
  static constexpr int kInputs = kConstant + 1;
  static constexpr std::int32_t kOneNat = 256;

  /// Of each set: the match, this byte so far, the byte before, how many contexts are known, the classes of the two
  /// bytes before, how sure the network is.
  static constexpr std::array<int, kMaxMixerSets> kSetContexts = {
      MatchModel::kStrengths,    256, 256, (kMaxContexts + 1) * 8, kCharacterClasses* kCharacterClasses * 8,
      RnnModel::kConfidences * 8};
  static constexpr std::array<int, 1> kFinalContexts = {256};

  static constexpr std::span<const int> set_contexts() { return std::span(kSetContexts).first(kPlan.mixer_sets); }

  static void select_sets(Mixer& mixer, const MixingContext& now) {
    const std::array<int, kMaxMixerSets> contexts = {now.match_strength,
                                                     static_cast<int>(now.bit.partial()),
                                                     now.last,
                                                     now.known_contexts * 8 + now.bit.index(),
                                                     now.classes * 8 + now.bit.index(),
                                                     now.network_confidence * 8 + now.bit.index()};
    for (int set = 0; set < kPlan.mixer_sets; ++set) {
      mixer.select(set, contexts[set]);
    }
  }

  static constexpr std::size_t kWeightRows =
      std::accumulate(kSetContexts.begin(), kSetContexts.begin() + kPlan.mixer_sets, std::size_t{0});

  static constexpr MixingShape kShape = {.maps = kHistories,
                                         .matches = std::size_t{MatchEvidence<kPlan>::kModels} * MatchModel::kBuckets,
                                         .weights = kWeightRows * Mixer::width(kInputs),
                                         .final_weights = kFinalContexts[0] * Mixer::width(kPlan.mixer_sets)};

  /// `weights` of some inputs alone, as a Mixer of these would have them. REQUIRES: weights of a Mixer of all inputs.
  static std::vector<std::int32_t> weights_of(std::span<const std::size_t> inputs,
                                              std::span<const std::int32_t> weights) {
    assert(weights.size() == kShape.weights);
    const std::size_t width = Mixer::width(inputs.size());
    std::vector<std::int32_t> some(kWeightRows * width);
    for (std::size_t row = 0; row < kWeightRows; ++row) {
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        some[row * width + i] = weights[row * Mixer::width(kInputs) + inputs[i]];
      }
    }
    return some;
  }

  static std::array<std::int32_t, kInputs> initial_weights() {
    std::array<std::int32_t, kInputs> weights{};
    std::fill_n(weights.data() + kFirstHistory, kHistories, kHistoryWeight);
    std::fill_n(weights.data() + kFirstCount, kCounts, kCountWeight);
    for (int i = 0; i < kMatches; i += MatchModel::kInputs) weights[kFirstMatch + i] = kHistoryWeight;
    if constexpr (kPlan.network) weights[kFirstNetwork] = kNetworkWeight;
    return weights;
  }

  static std::array<std::int32_t, kPlan.mixer_sets> initial_final_weights() {
    std::array<std::int32_t, kPlan.mixer_sets> weights{};
    weights.fill(65536 / kPlan.mixer_sets);
    return weights;
  }

  /// One stretched probability from those of the sets, whose mixer has just mixed.
  static int mixed(const Mixer& mixer, Mixer& final_mixer, BitPlace place) {
    final_mixer.select(0, static_cast<int>(place.partial()));
    final_mixer.mix_outputs(mixer);
    return final_mixer.outputs()[0];
  }

 private:
  static constexpr std::int32_t kHistoryWeight = 13107;  // 0.2
  static constexpr std::int32_t kCountWeight = 9830;     // 0.15
  static constexpr std::int32_t kNetworkWeight = 26214;  // 0.4
};

}  // namespace pith
