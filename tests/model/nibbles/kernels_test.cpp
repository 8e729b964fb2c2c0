#include "model/nibbles/kernels.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <vector>

#include "base/random.h"

namespace pith {

namespace {

/// A value within +-bound.
using Draw = std::function<int(int bound)>;

/// Lines, weights and a match, of which copies can be learnt from.
struct Problem {
  explicit Problem(const Draw& draw, Random& random) {
    for (NibbleLine& line : lines) {
      line.visits = static_cast<std::uint8_t>(random.below(3) == 0 ? 255 : random.below(256));
      line.tag = static_cast<std::uint8_t>(random.below(256));
      for (std::int16_t& state : line.states) state = static_cast<std::int16_t>(draw(kMostState));
    }
    for (NibbleWeights* weights : {&first, &second}) {
      for (NibbleValues& each : weights->of) {
        std::ranges::generate(each, [&] { return static_cast<std::int16_t>(draw(32767)); });
      }
    }
    match = static_cast<std::int16_t>(random.below(4) == 0 ? 0 : draw(8 * 2307));
    matched = static_cast<std::uint8_t>(random.below(16));
    nibble = random.below(16);
    for (int i = 0; i < 4; ++i) errors = errors << 16 | static_cast<std::uint16_t>(draw(5600));
    shared = random.below(4) == 0;
  }

  NibbleTask task() {
    NibbleTask task;
    for (std::size_t i = 0; i < kNibbleLines; ++i) task.lines[i] = &lines[i];
    if (shared) task.lines[4] = task.lines[2];
    task.first = &first;
    task.second = &second;
    task.match = match;
    task.matched_nibble = matched;
    return task;
  }

  std::array<NibbleLine, kNibbleLines> lines{};
  NibbleWeights first{};
  NibbleWeights second{};
  std::int16_t match = 0;
  std::uint8_t matched = 0;
  std::uint32_t nibble = 0;
  NibbleErrors errors = 0;
  bool shared = false;  // two contexts have the same line
};

struct Solution {
  std::array<NibbleLine, kNibbleLines> lines;
  std::array<NibbleValues, kNibbleSources> first;
  std::array<NibbleValues, kNibbleSources> second;
  NibbleValues values;

  bool operator==(const Solution&) const = default;
};

Solution solved(const NibbleKernels& kernels, Problem problem) {
  const NibbleTask task = problem.task();
  alignas(32) NibbleValues values{};
  kernels.mix(task, values);
  values[0] = 0;  // not used
  kernels.learn(task, problem.errors, problem.nibble);
  return {problem.lines, problem.first.of, problem.second.of, values};
}

/// Any values, small ones, and those at their bounds.
std::vector<Draw> draws(Random& random) {
  const Draw any = [&random](int bound) { return static_cast<int>(random.below(2 * bound + 1)) - bound; };
  return {any, [any](int) { return any(30); }, [&random](int bound) { return random.below(2) != 0 ? bound : -bound; },
          [](int bound) { return bound; }, [](int bound) { return -bound; }};
}

template <typename Check>
void for_all_problems(std::uint64_t seed, Check check) {
  Random random(seed);
  for (const Draw& draw : draws(random)) {
    for (int i = 0; i < 300; ++i) check(Problem(draw, random));
  }
}

}  // namespace

TEST_CASE("every kernel for nibbles that runs here gives the same integers as the scalar one") {
  for_all_problems(1, [](const Problem& problem) {
    const Solution expected = solved(kScalarNibbleKernels, problem);
    for (const auto& each : nibble_kernel_family().usable()) REQUIRE(solved(*each.kernels, problem) == expected);
  });
}

TEST_CASE("learning a nibble changes the way to it alone, and counts the visit") {
  for_all_problems(2, [](Problem problem) {
    problem.shared = false;
    const Solution after = solved(nibble_kernels(), problem);
    for (std::size_t i = 0; i < kNibbleLines; ++i) {
      CHECK(after.lines[i].tag == problem.lines[i].tag);
      CHECK(after.lines[i].visits == std::min(problem.lines[i].visits + 1, 255));
      for (unsigned node = 1; node < 16; ++node) {
        const int depth = std::bit_width(node) - 1;
        if ((16 | problem.nibble) >> (4 - depth) == node) {
          const int bit = static_cast<int>(problem.nibble >> (3 - depth) & 1);
          REQUIRE(after.lines[i].states[node - 1] == next_state(problem.lines[i].states[node - 1], bit));
        } else {
          REQUIRE(after.lines[i].states[node - 1] == problem.lines[i].states[node - 1]);
          REQUIRE(after.first[i][node] == problem.first.of[i][node]);
          REQUIRE(after.second[i][node] == problem.second.of[i][node]);
        }
      }
    }
  });
}

TEST_CASE("without a match its weights stay") {
  for_all_problems(3, [](Problem problem) {
    problem.match = 0;
    const Solution after = solved(nibble_kernels(), problem);
    CHECK(after.first[kNibbleLines] == problem.first.of[kNibbleLines]);
    CHECK(after.second[kNibbleLines] == problem.second.of[kNibbleLines]);
  });
}

TEST_CASE("this process works on nibbles with the fastest kernels that PITH_SIMD allows") {
  const auto& family = nibble_kernel_family();
  CHECK(family.usable().front().kernels == &kScalarNibbleKernels);
  CHECK(&nibble_kernels() == family.fastest(simd_limit()).kernels);
}

}  // namespace pith
