#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <span>

#include "model/plan/level_plan.h"
#include "pith/level.h"

namespace pith {

/// How large the tables of a level grow for long texts; table_sizes() has all sizes for any text.
struct TableLimits {
  int window_bits;      ///< the window has at most 2^this bytes
  int slot_mebibytes;   ///< of the slot table, or of cells and lines where a nibble is mixed at once
  int match_head_bits;  ///< each match model has at most 2^this heads
};

/// What a level stands for.
struct Level {
  PlanId plan;               ///< from empty, or with a model that has no network
  PlanId plan_with_network;  ///< with a model that has a network
  TableLimits limits;
};

/// The levels from kMinLevel on: the one place that says what a level is. docs/format/PREDICTOR.md, section 6, has the
/// same table.
inline constexpr std::array<Level, kMaxLevel - kMinLevel + 1> kLevels = {{
    {PlanId::kFast, PlanId::kFast, {.window_bits = 22, .slot_mebibytes = 12, .match_head_bits = 16}},      // 1
    {PlanId::kMiddle, PlanId::kMiddle, {.window_bits = 23, .slot_mebibytes = 32, .match_head_bits = 20}},  // 2
    {PlanId::kFull, PlanId::kFull, {.window_bits = 23, .slot_mebibytes = 64, .match_head_bits = 20}},      // 3
    {PlanId::kFull, PlanId::kFull, {.window_bits = 24, .slot_mebibytes = 128, .match_head_bits = 20}},     // 4
    {PlanId::kFull, PlanId::kFull, {.window_bits = 24, .slot_mebibytes = 128, .match_head_bits = 20}},     // 5
    {PlanId::kFull, PlanId::kDeep, {.window_bits = 24, .slot_mebibytes = 128, .match_head_bits = 20}},     // 6
    {PlanId::kFull, PlanId::kDeep, {.window_bits = 24, .slot_mebibytes = 256, .match_head_bits = 20}},     // 7
    {PlanId::kFull, PlanId::kDeep, {.window_bits = 24, .slot_mebibytes = 256, .match_head_bits = 20}},     // 8
    {PlanId::kFull, PlanId::kDeep, {.window_bits = 24, .slot_mebibytes = 256, .match_head_bits = 20}},     // 9
}};

/// REQUIRES: kMinLevel <= level <= kMaxLevel.
constexpr const Level& level_row(int level) {
  assert(kMinLevel <= level && level <= kMaxLevel);
  return kLevels[static_cast<std::size_t>(level - kMinLevel)];
}

/// The plan of `level` with a model that has a network or not; from empty there is none.
/// REQUIRES: kMinLevel <= level <= kMaxLevel.
constexpr PlanId plan_of(int level, bool has_network) {
  return has_network ? level_row(level).plan_with_network : level_row(level).plan;
}

/// The lowest level that has `plan`, with a network or without.
constexpr int level_of(PlanId plan) {
  const auto has_plan = [plan](const Level& level) { return level.plan == plan || level.plan_with_network == plan; };
  return kMinLevel + static_cast<int>(std::ranges::find_if(kLevels, has_plan) - kLevels.begin());
}

/// All plans, in the order in which a model file has what it knows of them: those with a network are last.
inline constexpr std::array kPlans = {PlanId::kFast, PlanId::kMiddle, PlanId::kFull, PlanId::kDeep};

/// Those that a model with a network or without has a use for.
constexpr std::span<const PlanId> plans_of_model(bool has_network) {
  return std::span(kPlans).first(has_network ? kPlans.size() : kPlans.size() - 1);
}

/// Calls f.operator()<plan>() with the LevelPlan of `plan`, known when compiling, and returns what it returns.
template <typename Function>
decltype(auto) with_plan(PlanId plan, Function f) {
  switch (plan) {
    case PlanId::kFast:
      return f.template operator()<level_plans::kFast>();
    case PlanId::kMiddle:
      return f.template operator()<level_plans::kMiddle>();
    case PlanId::kFull:
      return f.template operator()<level_plans::kFull>();
    case PlanId::kDeep:
      break;
  }
  return f.template operator()<level_plans::kDeep>();
}

inline const LevelPlan& level_plan(PlanId plan) {
  return with_plan(plan, []<const LevelPlan & kPlan>() -> const LevelPlan& { return kPlan; });
}

}  // namespace pith
