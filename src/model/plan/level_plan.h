#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "model/text/context.h"

namespace pith {

/// What the predictor of a level computes; docs/format/PREDICTOR.md states the same. Known when compiling, so that the
/// loops over its parts unroll.
struct LevelPlan {
  int number;                         ///< counts the plans, from 0
  std::span<const Context> contexts;  ///< hashed contexts, beside orders 0 and 1
  bool counts_order2;                 ///< a CountModel of order 2 beside that of order 1
  int shortest_match;                 ///< bytes that a match begins with
  bool second_match;                  ///< a second match model, for matches of kLongMatch bytes and more
  int mixer_sets;                     ///< weight sets side by side: the first ones of Mixing::Set
  bool mixes_sets;                    ///< a second mixer over the sets; else their average
  bool refines_order3;                ///< a second adaptive probability map, by order 3
  bool network;                       ///< the recurrent network of a model, and what goes with it
};

/// From this level on the network of a model is used, if it has one.
inline constexpr int kFirstNetworkLevel = 6;

inline constexpr int kLongMatch = 20;
inline constexpr int kMaxContexts = 15;
inline constexpr int kMaxMixerSets = 6;

namespace level_plans {

using enum Context;

inline constexpr std::array kFewContexts = {kOrder2, kOrder3, kOrder4, kOrder6, kWord, kColumn};
inline constexpr std::array kMoreContexts = {kOrder2, kOrder3,   kOrder4, kOrder5, kOrder6,
                                             kWord,   kWordPair, kColumn, kField};
inline constexpr std::array kAllContexts = {kOrder2, kOrder3, kOrder4,      kOrder5,   kOrder6,
                                            kOrder8, kWord,   kWordPair,    kWordSkip, kColumn,
                                            kField,  kSkip1,  kLetterClass, kAbove,    kIndentedWord};

inline constexpr LevelPlan kFast{.number = 0,
                                 .contexts = kFewContexts,
                                 .counts_order2 = false,
                                 .shortest_match = 7,
                                 .second_match = false,
                                 .mixer_sets = 2,
                                 .mixes_sets = false,
                                 .refines_order3 = false,
                                 .network = false};
inline constexpr LevelPlan kMiddle{.number = 1,
                                   .contexts = kMoreContexts,
                                   .counts_order2 = false,
                                   .shortest_match = 7,
                                   .second_match = false,
                                   .mixer_sets = 4,
                                   .mixes_sets = true,
                                   .refines_order3 = true,
                                   .network = false};
inline constexpr LevelPlan kFull{.number = 2,
                                 .contexts = kAllContexts,
                                 .counts_order2 = true,
                                 .shortest_match = 6,
                                 .second_match = true,
                                 .mixer_sets = 5,
                                 .mixes_sets = true,
                                 .refines_order3 = true,
                                 .network = false};

/// kFull with the network of a model.
inline constexpr LevelPlan kDeep = [] {
  LevelPlan plan = kFull;
  plan.number = 3;
  plan.mixer_sets = 6;
  plan.network = true;
  return plan;
}();

}  // namespace level_plans

/// How much memory the tables of one predictor take.
struct TableSizes {
  std::size_t window_bytes;  ///< how far back matches and columns look
  std::size_t slot_bytes;
  std::size_t order2_cells;
  std::size_t match_heads;
  std::size_t order3_curves;

  /// All tables together, those of fixed size included.
  std::size_t total_bytes() const;
};

/// REQUIRES: kMinLevel <= level <= kMaxLevel, text_bytes <= kMaxBlockBytes.
TableSizes table_sizes(int level, std::size_t text_bytes);

/// The same for a predictor that learns nothing: its tables stay empty.
TableSizes still_table_sizes(int level, std::size_t text_bytes);

}  // namespace pith
