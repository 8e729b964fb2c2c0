#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "model/text/context.h"

namespace pith {

/// The ways of gathering evidence, from the quickest to the one that tells most.
enum class PlanId : std::uint8_t { kFast, kMiddle, kFull, kDeep };

/// What the predictor of a level computes; docs/format/PREDICTOR.md states the same. Known when compiling, so that the
/// loops over its parts unroll.
struct LevelPlan {
  PlanId id;
  std::span<const ContextKind> contexts;  ///< hashed contexts, beside orders 0 and 1
  bool counts_order2;                     ///< a CountModel of order 2 beside that of order 1
  int shortest_match;                     ///< bytes that a match begins with
  bool second_match;                      ///< a second match model, for matches of kLongMatch bytes and more
  int mixer_sets;                         ///< weight sets side by side: the first ones of MixingPlan
  bool network;                           ///< the recurrent network of a model, and what goes with it
  /// A nibble is mixed at once, by a NibblePredictor; of the above only the contexts matter, which are kNibbleContextKinds.
  bool nibbles = false;
};

inline constexpr int kLongMatch = 20;
inline constexpr int kMaxContexts = 15;
inline constexpr int kMaxMixerSets = 6;

/// The hashed contexts of plans that mix a nibble at once.
inline constexpr std::array kNibbleContextKinds = {ContextKind::kOrder2, ContextKind::kOrder3, ContextKind::kOrder4,
                                                   ContextKind::kWord, ContextKind::kOrder6};

namespace level_plans {

using enum ContextKind;

inline constexpr std::array kMoreContexts = {kOrder2, kOrder3,   kOrder4, kOrder5, kOrder6,
                                             kWord,   kWordPair, kColumn, kField};
inline constexpr std::array kAllContexts = {kOrder2, kOrder3, kOrder4,      kOrder5,   kOrder6,
                                            kOrder8, kWord,   kWordPair,    kWordSkip, kColumn,
                                            kField,  kSkip1,  kLetterClass, kAbove,    kIndentedWord};

inline constexpr LevelPlan kFast{.id = PlanId::kFast,
                                 .contexts = kNibbleContextKinds,
                                 .counts_order2 = false,
                                 .shortest_match = 6,
                                 .second_match = false,
                                 .mixer_sets = 0,
                                 .network = false,
                                 .nibbles = true};
inline constexpr LevelPlan kMiddle{.id = PlanId::kMiddle,
                                   .contexts = kMoreContexts,
                                   .counts_order2 = false,
                                   .shortest_match = 7,
                                   .second_match = false,
                                   .mixer_sets = 4,
                                   .network = false};
inline constexpr LevelPlan kFull{.id = PlanId::kFull,
                                 .contexts = kAllContexts,
                                 .counts_order2 = true,
                                 .shortest_match = 6,
                                 .second_match = true,
                                 .mixer_sets = 5,
                                 .network = false};

/// kFull with the network of a model.
inline constexpr LevelPlan kDeep = [] {
  LevelPlan plan = kFull;
  plan.id = PlanId::kDeep;
  plan.mixer_sets = 6;
  plan.network = true;
  return plan;
}();

}  // namespace level_plans

}  // namespace pith
