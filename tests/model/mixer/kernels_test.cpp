#include "model/mixer/kernels.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "base/random.h"

namespace pith {

namespace {

using Row = std::vector<std::int32_t>;

/// What the kernels are given: values within their bounds, drawn by `draw(bound)`.
struct Problem {
  Problem(int sets, int n, const std::function<std::int32_t(std::int32_t)>& draw) {
    const auto row = [&](int size, std::int32_t bound) {
      Row values;
      for (int i = 0; i < size; ++i) {
        values.push_back(draw(bound));
      }
      return values;
    };
    inputs = row(n, kSquashLimit);
    steps = row(sets, kMaxStep);
    for (int s = 0; s < sets; ++s) {
      weights.push_back(row(n, kMaxWeight));
    }
  }

  std::vector<std::int32_t*> rows() {
    std::vector<std::int32_t*> rows;
    for (Row& row : weights) {
      rows.push_back(row.data());
    }
    return rows;
  }

  int sets() const { return static_cast<int>(weights.size()); }
  int n() const { return static_cast<int>(inputs.size()); }

  Row inputs;
  Row steps;
  std::vector<Row> weights;
};

/// Applies `kernels` to copies of the problem: the mixes, then all weights after training.
std::vector<Row> solved(const MixerKernels& kernels, Problem problem) {
  const std::vector<std::int32_t*> rows = problem.rows();
  Row mixes(kMaxSetsTogether);
  kernels.mix(problem.inputs.data(), rows.data(), problem.sets(), problem.n(), mixes.data());
  mixes.resize(rows.size());
  kernels.train(problem.inputs.data(), rows.data(), problem.steps.data(), problem.sets(), problem.n());
  std::vector<Row> results = std::move(problem.weights);
  results.push_back(std::move(mixes));
  return results;
}

/// solved() by the sentences in the header, in words too wide to overflow.
std::vector<Row> solved_in_wide_words(const Problem& problem) {
  std::vector<Row> results = problem.weights;
  Row mixes;
  for (std::size_t s = 0; s < problem.weights.size(); ++s) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < problem.inputs.size(); ++i) {
      const std::int64_t x = problem.inputs[i];
      const std::int64_t w = problem.weights[s][i];
      sum += (x * w) >> 6;
      const std::int64_t moved = w + ((x * problem.steps[s] + (1 << 13)) >> 14);
      results[s][i] = static_cast<std::int32_t>(std::clamp<std::int64_t>(moved, -kMaxWeight, kMaxWeight));
    }
    REQUIRE(sum == static_cast<std::int32_t>(sum));
    mixes.push_back(static_cast<std::int32_t>(std::clamp<std::int64_t>(sum >> 10, -kSquashLimit, kSquashLimit)));
  }
  results.push_back(mixes);
  return results;
}

/// Random values, small ones, and all at their bounds with random or equal signs.
std::vector<std::function<std::int32_t(std::int32_t)>> draws(Random& random) {
  const auto any = [&random](std::int32_t bound) {
    return static_cast<std::int32_t>(random.below(2 * static_cast<std::uint32_t>(bound) + 1)) - bound;
  };
  return {any, [any](std::int32_t) { return any(100); },
          [&random](std::int32_t bound) { return random.below(2) != 0 ? bound : -bound; },
          [](std::int32_t bound) { return bound; }, [](std::int32_t bound) { return -bound; }};
}

/// Problems of every size and kind.
std::vector<Problem> problems(std::uint64_t seed) {
  Random random(seed);
  std::vector<Problem> all;
  for (const auto& draw : draws(random)) {
    for (int sets = 1; sets <= 8; ++sets) {
      for (int n = 8; n <= kMaxMixerInputs; n += 8) {
        all.emplace_back(sets, n, draw);
      }
    }
  }
  return all;
}

}  // namespace

TEST_CASE("the scalar kernels do what their contract says, without overflow") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    for (const Problem& problem : problems(seed)) {
      REQUIRE((solved(kScalarMixerKernels, problem) == solved_in_wide_words(problem)));
    }
  }
}

TEST_CASE("every kernel that runs here gives the same integers as the scalar one") {
  for (const std::uint64_t seed : {4U, 5U, 6U}) {
    CAPTURE(seed);
    for (const Problem& problem : problems(seed)) {
      const std::vector<Row> expected = solved(kScalarMixerKernels, problem);
      for (const auto& each : mixer_kernel_family().usable()) {
        REQUIRE((solved(*each.kernels, problem) == expected));
      }
    }
  }
}

TEST_CASE("this process mixes with the fastest kernels that PITH_SIMD allows") {
  const auto& family = mixer_kernel_family();
  CHECK(family.usable().front().kernels == &kScalarMixerKernels);
  CHECK(&mixer_kernels() == family.fastest(simd_limit()).kernels);
}

}  // namespace pith
