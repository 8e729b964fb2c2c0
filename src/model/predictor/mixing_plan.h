#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>

#include "model/match/match_model.h"
#include "model/mixer/mixer.h"
#include "model/network/model.h"
#include "model/plan/level_plan.h"
#include "model/predictor/prior.h"
#include "model/text/character_class.h"
#include "model/text/text_state.h"

namespace pith {

/// What chooses the weights of the mixer's sets.
struct MixingContext {
  int match_strength;
  int partial;             ///< 1, then the bits of this byte so far
  int last;                ///< the byte before
  int known_contexts;      ///< in [0, kMaxContexts]
  int classes;             ///< classes_of() the text
  int network_confidence;  ///< in [0, RnnModel::kConfidences); 0 without network
  int bit_index;           ///< bits of this byte so far
};

/// The classes of the last two bytes as one number.
inline int classes_of(const TextState& text) {
  return character_class(text.byte(1)) * kCharacterClasses + character_class(text.byte(2));
}

/// The inputs of kPlan's mixer, in the order in which they lie, its sets, and its weights before anything is learnt.
template <const LevelPlan& kPlan>
struct MixingPlan {
  static constexpr int kHistories = static_cast<int>(kPlan.contexts.size()) + 2;  ///< and orders 1 and 0
  static constexpr int kCounts = kPlan.counts_order2 ? 2 : 1;
  static constexpr int kMatches = kPlan.second_match ? 2 : 1;
  static constexpr int kNetwork = kPlan.network ? RnnModel::kInputs : 0;
  static constexpr int kInputs = kHistories + kCounts + kMatches * MatchModel::kInputs + kNetwork + 1;
  static constexpr std::int32_t kOneNat = 256;  ///< the last input, always

  /// Of each set: the match, this byte so far, the byte before, how many contexts are known, the classes of the two
  /// bytes before, how sure the network is.
  static constexpr std::array<int, kMaxMixerSets> kSetContexts = {
      MatchModel::kStrengths,    256, 256, (kMaxContexts + 1) * 8, kCharacterClasses* kCharacterClasses * 8,
      RnnModel::kConfidences * 8};
  static constexpr std::array<int, 1> kFinalContexts = {256};

  static constexpr std::span<const int> set_contexts() { return std::span(kSetContexts).first(kPlan.mixer_sets); }

  static void select_sets(Mixer& mixer, const MixingContext& now) {
    const std::array<int, kMaxMixerSets> contexts = {now.match_strength,
                                                     now.partial,
                                                     now.last,
                                                     now.known_contexts * 8 + now.bit_index,
                                                     now.classes * 8 + now.bit_index,
                                                     now.network_confidence * 8 + now.bit_index};
    for (int set = 0; set < kPlan.mixer_sets; ++set) {
      mixer.select(set, contexts[set]);
    }
  }

  static constexpr std::size_t kWeightRows =
      std::accumulate(kSetContexts.begin(), kSetContexts.begin() + kPlan.mixer_sets, std::size_t{0});

  static constexpr MixingShape kShape = {
      .maps = kHistories,
      .matches = std::size_t{kMatches} * MatchModel::kBuckets,
      .weights = kWeightRows * Mixer::width(kInputs),
      .final_weights = kPlan.mixes_sets ? kFinalContexts[0] * Mixer::width(kPlan.mixer_sets) : 0};

  static std::array<std::int32_t, kInputs> initial_weights() {
    std::array<std::int32_t, kInputs> weights{};
    std::int32_t* w = std::fill_n(weights.data(), kHistories, kHistoryWeight);
    w = std::fill_n(w, kCounts, kCountWeight);
    for (int i = 0; i < kMatches; ++i) {
      *w = kHistoryWeight;
      w += MatchModel::kInputs;
    }
    if constexpr (kPlan.network) *w = kNetworkWeight;
    return weights;
  }

  static std::array<std::int32_t, kPlan.mixer_sets> initial_final_weights() {
    std::array<std::int32_t, kPlan.mixer_sets> weights{};
    weights.fill(65536 / kPlan.mixer_sets);
    return weights;
  }

  /// One stretched probability from those of the sets, whose mixer has just mixed.
  static int mixed(const Mixer& mixer, Mixer& final_mixer, int partial) {
    if constexpr (kPlan.mixes_sets) {
      final_mixer.select(0, partial);
      final_mixer.mix_outputs(mixer);
      return final_mixer.outputs()[0];
    } else {
      return std::accumulate(mixer.outputs(), mixer.outputs() + kPlan.mixer_sets, 0) / kPlan.mixer_sets;
    }
  }

 private:
  static constexpr std::int32_t kHistoryWeight = 13107;  // 0.2
  static constexpr std::int32_t kCountWeight = 9830;     // 0.15
  static constexpr std::int32_t kNetworkWeight = 26214;  // 0.4
};

}  // namespace pith
