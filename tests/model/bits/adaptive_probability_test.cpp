#include "model/bits/adaptive_probability.h"

#include <doctest/doctest.h>

#include <bit>
#include <cstdlib>
#include <vector>

#include "base/random.h"

namespace pith {

namespace {

constexpr std::uint32_t kLimit = AdaptiveProbability::kMaxLimit;

AdaptiveProbability taught(AdaptiveProbability probability, int bit, std::uint32_t limit) {
  probability.learn(bit, limit);
  return probability;
}

/// Every probability near the ends, and some between.
std::vector<std::uint32_t> grid() {
  std::vector<std::uint32_t> values;
  for (std::uint32_t p = 0; p <= 65535; p += p < 200 || p >= 65335 ? 1 : 197) {
    values.push_back(p);
  }
  values.push_back(65535);
  return values;
}

}  // namespace

TEST_CASE("bytes of zero are one half, of which nothing is known") {
  const auto zero = std::bit_cast<AdaptiveProbability>(std::uint32_t{0});
  CHECK(zero.p16() == 32768);
  CHECK(zero.count() == 0);
  CHECK(AdaptiveProbability().p16() == 32768);
  CHECK(AdaptiveProbability().count() == 0);
}

TEST_CASE("a probability begins where it is told to") {
  for (const std::uint32_t p : grid()) {
    for (const std::uint32_t count : {0U, 1U, kLimit}) {
      REQUIRE(AdaptiveProbability(p, count).p16() == p);
      REQUIRE(AdaptiveProbability(p, count).count() == count);
    }
  }
}

TEST_CASE("a bit never moves a probability away from it, from wherever it stands") {
  int wrong_moves = 0;
  int wrong_counts = 0;
  for (const std::uint32_t p : grid()) {
    for (std::uint32_t count = 0; count <= kLimit; ++count) {
      const AdaptiveProbability start(p, count);
      const AdaptiveProbability up = taught(start, 1, kLimit);
      const AdaptiveProbability down = taught(start, 0, kLimit);
      wrong_moves += up.p16() < p || down.p16() > p ? 1 : 0;
      const std::uint32_t next = count < kLimit ? count + 1 : count;
      wrong_counts += up.count() != next || down.count() != next ? 1 : 0;
    }
  }
  CHECK(wrong_moves == 0);
  CHECK(wrong_counts == 0);
}

TEST_CASE("runs of any bit after any other leave the range at neither end") {
  Random random(5);
  int wrong_moves = 0;
  AdaptiveProbability probability;
  for (int run = 0; run < 3000; ++run) {
    const int bit = static_cast<int>(random.below(2));
    const std::uint32_t limit = random.below(kLimit + 1);
    for (std::uint32_t left = random.below(2000); left > 0; --left) {
      const std::uint32_t before = probability.p16();
      probability.learn(bit, limit);
      wrong_moves += bit != 0 ? probability.p16() < before : probability.p16() > before;
    }
  }
  CHECK(wrong_moves == 0);
}

TEST_CASE("a probability settles near the frequency of the ones") {
  for (const std::uint32_t frequency : {0U, 655U, 6554U, 32768U, 60000U, 65500U, 65536U}) {
    CAPTURE(frequency);
    Random random(frequency + 1);
    AdaptiveProbability probability;
    std::uint64_t sum = 0;
    for (int i = 0; i < 20000; ++i) {
      probability.learn(random.below(65536) < frequency ? 1 : 0, kLimit);
      sum += i >= 10000 ? probability.p16() : 0;
    }
    CHECK(std::abs(static_cast<int>(sum / 10000) - static_cast<int>(frequency)) < 500);
  }
}

TEST_CASE("the count stops at the limit, and one beyond it stays") {
  for (const std::uint32_t limit : {0U, 1U, 30U, 255U, kLimit}) {
    CAPTURE(limit);
    AdaptiveProbability probability;
    for (int i = 0; i < 3000; ++i) {
      probability.learn(i & 1, limit);
      REQUIRE(probability.count() <= limit);
    }
    CHECK(probability.count() == limit);
  }
  CHECK(taught(AdaptiveProbability(32768, 100), 1, 50).count() == 100);
}

TEST_CASE("the more is known, the less a bit counts") {
  for (std::uint32_t count = 0; count < kLimit; ++count) {
    const std::uint32_t young = taught(AdaptiveProbability(32768, count), 1, kLimit).p16();
    const std::uint32_t old = taught(AdaptiveProbability(32768, count + 1), 1, kLimit).p16();
    REQUIRE(young >= old);
  }
  CHECK(taught(AdaptiveProbability(), 1, kLimit).p16() > taught(AdaptiveProbability(32768, kLimit), 1, kLimit).p16());
}

}  // namespace pith
