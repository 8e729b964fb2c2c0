#include "model/predictor/prior.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "base/random.h"
#include "model/bits/bit_history.h"
#include "model/mixer/kernels.h"
#include "model/plan/levels.h"
#include "model/predictor/predictor_impl.h"
#include "support/errors.h"
#include "support/models.h"
#include "support/two_clocks.h"

namespace pith {

namespace {

std::vector<std::int32_t> random_weights(std::size_t count, Random& random) {
  std::vector<std::int32_t> weights(count);
  for (std::int32_t& w : weights) w = static_cast<std::int32_t>(random.below(2 * kMaxWeight + 1)) - kMaxWeight;
  return weights;
}

MixingState random_state(PlanId plan, Random& random) {
  const MixingShape shape = mixing_shape(plan);
  MixingState state;
  state.maps.resize(shape.maps);
  for (HistoryMap& map : state.maps) {
    for (AdaptiveProbability& p : map) p = AdaptiveProbability::unpacked(static_cast<std::uint32_t>(random.next()));
  }
  state.matches.assign(shape.matches, AdaptiveProbability(random.below(65536), random.below(1024)));
  state.weights = random_weights(shape.weights, random);
  state.final_weights = random_weights(shape.final_weights, random);
  return state;
}

ShortHistories random_histories(Random& random) {
  ShortHistories histories;
  for (std::uint8_t& h : histories.order0) h = static_cast<std::uint8_t>(random.below(bit_history::kMachine.size));
  for (std::uint8_t& h : histories.order1) h = static_cast<std::uint8_t>(random.below(bit_history::kMachine.size));
  return histories;
}

struct Mixing {
  ShortHistories histories;
  std::vector<MixingState> plans;
  Bytes section;

  explicit Mixing(std::uint64_t seed) {
    Random random(seed);
    histories = random_histories(random);
    for (const PlanId plan : kPlans) plans.push_back(random_state(plan, random));
    section = mixing_section(histories, plans);
  }
};

std::string error_in(ByteView mixing) {
  return test::error_of([&] { Prior(ByteView(), mixing); });
}

/// Weights are kept in steps of 16, the extremes within their bounds.
bool nearly_equal(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
  return std::ranges::equal(
      a, b, [](std::int32_t x, std::int32_t y) { return std::abs(x - y) <= (std::abs(y) > kMaxWeight - 16 ? 15 : 8); });
}

}  // namespace

TEST_CASE("how to mix is read as it was written, weights in steps of 16") {
  for (const std::uint64_t seed : {1U, 2U}) {
    CAPTURE(seed);
    const Mixing mixing(seed);
    const Prior prior(ByteView(), mixing.section);
    REQUIRE(prior.short_histories() != nullptr);
    CHECK((*prior.short_histories() == mixing.histories));
    std::vector<MixingState> plans;
    for (const PlanId plan : kPlans) {
      const MixingState& written = mixing.plans[plans.size()];
      REQUIRE(prior.mixing(plan) != nullptr);
      plans.push_back(*prior.mixing(plan));
      CHECK((plans.back().maps == written.maps));
      CHECK((plans.back().matches == written.matches));
      CHECK(nearly_equal(plans.back().weights, written.weights));
      CHECK(nearly_equal(plans.back().final_weights, written.final_weights));
    }
    CHECK(mixing_section(*prior.short_histories(), plans) == mixing.section);
  }
}

TEST_CASE("the shape of a plan is that of what its predictor has learnt") {
  const Bytes network = test::small_two_clocks_section();
  const Prior prior({}, {}, network);
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    for (const bool has_network : {false, true}) {
      CAPTURE(level);
      CAPTURE(has_network);
      const MixingShape shape = mixing_shape(plan_of(level, has_network));
      const MixingState state = make_predictor(level, 100, has_network ? &prior : nullptr, true)->mixing();
      CHECK(state.maps.size() == shape.maps);
      CHECK(state.matches.size() == shape.matches);
      CHECK(state.weights.size() == shape.weights);
      CHECK(state.final_weights.size() == shape.final_weights);
    }
  }
}

TEST_CASE("parts that a model lacks are not there") {
  const Prior nothing{ByteView(), ByteView()};
  CHECK(nothing.ngrams() == nullptr);
  CHECK(nothing.short_histories() == nullptr);
  CHECK(nothing.mixing(PlanId::kFast) == nullptr);
  const Bytes ngrams = test::smallest_ngrams();
  CHECK(Prior(ngrams, ByteView()).ngrams() != nullptr);
  CHECK(Prior(ngrams, ByteView()).mixing(PlanId::kFull) == nullptr);
}

TEST_CASE("a mixing section of another length is refused") {
  const Mixing mixing(3);
  const ByteView section = mixing.section;
  CHECK(error_in(section) == "no error");
  for (std::size_t length = 1; length < section.size(); length += 1 + length / 50) {
    CAPTURE(length);
    REQUIRE(error_in(section.first(length)) == "kDamaged");
  }
  CHECK(error_in(section.first(section.size() - 1)) == "kDamaged");
  Bytes longer = mixing.section;
  longer.push_back(0);
  CHECK(error_in(longer) == "kDamaged");
}

TEST_CASE("a history that there is not is refused, wherever it stands") {
  Mixing mixing(4);
  for (const std::size_t at : {0U, 255U, 256U, 40000U, 256U + 65535U}) {
    CAPTURE(at);
    Bytes section = mixing.section;
    section[at] = static_cast<std::uint8_t>(bit_history::kMachine.size - 1);
    CHECK(error_in(section) == "no error");
    section[at] = static_cast<std::uint8_t>(bit_history::kMachine.size);
    CHECK(error_in(section) == "kDamaged");
  }
}

TEST_CASE("a weight that no mixer may have is refused, the extremes are kept") {
  Mixing mixing(5);
  mixing.plans[2].final_weights.back() = kMaxWeight;
  mixing.plans[2].final_weights.front() = -kMaxWeight;
  Bytes section = mixing_section(mixing.histories, mixing.plans);
  CHECK(error_in(section) == "no error");
  const Prior prior(ByteView(), section);
  for (const std::int32_t w : prior.mixing(PlanId::kFull)->final_weights) {
    CHECK(w <= kMaxWeight);
    CHECK(w >= -kMaxWeight);
  }
  section[section.size() - 2] = 0;
  section[section.size() - 1] = 0x80;
  CHECK(error_in(section) == "kDamaged");
}

}  // namespace pith
