#include "model/plan/levels.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace pith {

TEST_CASE("a level needs no less of a plan with a network, and no less than the level below") {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    CAPTURE(level);
    CHECK(plan_of(level, true) >= plan_of(level, false));
    for (const bool has_network : {false, true}) {
      CHECK((level == kMinLevel || plan_of(level, has_network) >= plan_of(level - 1, has_network)));
    }
  }
}

TEST_CASE("a plan reads the network of a model exactly where the level's table says so") {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    CAPTURE(level);
    CHECK_FALSE(level_plan(plan_of(level, false)).network);
    CHECK(level_plan(plan_of(level, true)).network == (plan_of(level, true) == PlanId::kDeep));
  }
  CHECK(plan_of(kDefaultLevel, true) == PlanId::kDeep);
}

TEST_CASE("the level of a plan is the lowest one that has it") {
  for (const PlanId plan : kPlans) {
    const bool has_network = level_plan(plan).network;
    const int level = level_of(plan);
    CHECK(plan_of(level, has_network) == plan);
    for (int lower = kMinLevel; lower < level; ++lower) CHECK(plan_of(lower, has_network) != plan);
  }
}

TEST_CASE("a plan is reached by its name, and knows it") {
  for (const PlanId plan : kPlans) CHECK(level_plan(plan).id == plan);
  for (std::size_t i = 0; i < kPlans.size(); ++i) CHECK(static_cast<std::size_t>(kPlans[i]) == i);
}

TEST_CASE("a model without network knows the plans that have none, one with a network all") {
  CHECK(std::ranges::none_of(plans_of_model(false), [](PlanId plan) { return level_plan(plan).network; }));
  CHECK(std::ranges::equal(plans_of_model(true), kPlans));
  CHECK(std::ranges::count_if(kPlans, [](PlanId plan) { return !level_plan(plan).network; }) ==
        std::ranges::ssize(plans_of_model(false)));
}

TEST_CASE("distinct levels are one of each plan, rising") {
  CHECK(distinct_levels(false) == std::vector{1, 2, 3});
  CHECK(distinct_levels(true) == std::vector{1, 2, 3, 6});
}

}  // namespace pith
