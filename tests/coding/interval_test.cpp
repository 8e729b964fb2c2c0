#include "coding/interval.h"

#include <doctest/doctest.h>

#include <array>

#include "base/random.h"

namespace pith {

namespace {

constexpr std::uint64_t kMiddle = std::uint64_t{1} << 63;
constexpr std::array<std::uint32_t, 7> kProbabilities = {1, 2, 255, 32768, 65000, 65534, 65535};

void check_invariants(const Interval& interval) {
  REQUIRE(interval.low() < interval.high());
  REQUIRE((interval.low() >> 56) != (interval.high() >> 56));
  for (const std::uint32_t p : kProbabilities) {
    REQUIRE(interval.low() <= interval.cut(p));
    REQUIRE(interval.cut(p) < interval.high());
  }
}

/// Takes the outcome that keeps the middle of the number line inside, so that no byte settles, as long as there is one.
Interval narrowest(std::uint32_t p) {
  Interval interval;
  while (interval.high() - interval.low() > 1) {
    const std::uint64_t cut = interval.cut(p);
    if (cut == kMiddle - 1) {
      break;
    }
    interval.narrow(cut >= kMiddle ? 1 : 0, cut, [](std::uint8_t) { FAIL("a byte settled"); });
    check_invariants(interval);
  }
  return interval;
}

}  // namespace

TEST_CASE("both outcomes keep a part, whatever was coded before") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    Random random(seed);
    Interval interval;
    for (int i = 0; i < 20000; ++i) {
      const bool extreme = random.below(2) == 0;
      const std::uint32_t p = extreme ? kProbabilities[random.below(kProbabilities.size())] : 1 + random.below(65535);
      interval.narrow(static_cast<int>(random.below(2)), interval.cut(p), [](std::uint8_t) {});
      check_invariants(interval);
    }
  }
}

TEST_CASE("an interval as narrow as can be still codes both outcomes, and recovers") {
  std::uint32_t skew = 20000;  // not every one leads to a pair
  Interval pair = narrowest(skew);
  while (pair.high() - pair.low() > 1) {
    pair = narrowest(++skew);
  }
  for (const std::uint32_t p : kProbabilities) {
    CHECK(pair.cut(p) == pair.low());
  }
  for (const int bit : {0, 1}) {
    Interval interval = pair;
    int settled = 0;
    interval.narrow(bit, interval.cut(1), [&](std::uint8_t byte) {
      const int first = bit != 0 ? 0x7f : 0x80;
      const int rest = bit != 0 ? 0xff : 0x00;
      CHECK(byte == (settled == 0 ? first : rest));
      ++settled;
    });
    CHECK(settled == 8);
    CHECK(interval.low() == 0);
    CHECK(interval.high() == UINT64_MAX);
  }
}

TEST_CASE("intervals that straddle an edge keep their invariants with skewed probabilities") {
  for (const std::uint32_t p : kProbabilities) {
    CAPTURE(p);
    check_invariants(narrowest(p));
  }
}

TEST_CASE("the cut is exact") {
  Interval whole;
  CHECK(whole.cut(1) == 0x0000ffffffffffffU);
  CHECK(whole.cut(32768) == 0x7fffffffffffffffU);
  CHECK(whole.cut(65535) == 0xfffeffffffffffffU);
}

TEST_CASE("the cut of a narrow interval is rounded down to a whole point") {
  for (const std::uint32_t q : {3U, 777U, 32767U, 40000U}) {
    const Interval interval = narrowest(q);
    const std::uint64_t range = interval.high() - interval.low();
    REQUIRE(range < std::uint64_t{1} << 48);
    for (const std::uint32_t p : kProbabilities) {
      CHECK(interval.cut(p) == interval.low() + range * p / 65536);
    }
  }
}

TEST_CASE("the shortest fraction lies inside the interval and is empty only at 0") {
  Random random(5);
  Interval interval;
  CHECK(interval.last_byte() == 0);
  for (int i = 0; i < 20000; ++i) {
    interval.narrow(static_cast<int>(random.below(2)), interval.cut(1 + random.below(65535)), [](std::uint8_t) {});
    const std::uint64_t fraction = std::uint64_t{interval.last_byte()} << 56;
    REQUIRE(interval.low() <= fraction);
    REQUIRE(fraction <= interval.high());
    REQUIRE((fraction == 0) == (interval.low() == 0));
  }
}

}  // namespace pith
