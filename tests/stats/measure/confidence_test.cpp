#include "pith/confidence.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.h"
#include "stats/measure/student_t.h"

namespace pith {

namespace {

Measurement document(double bits, std::uint64_t characters) { return {.bits = bits, .characters = characters}; }

}  // namespace

TEST_CASE("Student's t has the bounds that tables have") {
  // Abramowitz and Stegun 1964, table 26.10, two-sided 95 and 99 %.
  CHECK(student_t_bound(0.95, 1) == doctest::Approx(12.706).epsilon(1e-4));
  CHECK(student_t_bound(0.95, 2) == doctest::Approx(4.303).epsilon(1e-4));
  CHECK(student_t_bound(0.95, 5) == doctest::Approx(2.571).epsilon(2e-4));
  CHECK(student_t_bound(0.95, 10) == doctest::Approx(2.228).epsilon(2e-4));
  CHECK(student_t_bound(0.95, 30) == doctest::Approx(2.042).epsilon(2e-4));
  CHECK(student_t_bound(0.99, 4) == doctest::Approx(4.604).epsilon(2e-4));
  CHECK(student_t_bound(0.95, 10'000'000) == doctest::Approx(1.95996).epsilon(1e-4));
  CHECK(student_t_bound(0, 3) == doctest::Approx(0));
}

TEST_CASE("documents of one kind leave no doubt") {
  BitsPerCharEstimate estimate;
  estimate.add(document(200, 100));
  CHECK(std::isinf(estimate.half_width()));
  estimate.add(document(2000, 1000));
  estimate.add(document(0, 0));
  CHECK(estimate.documents() == 2);
  CHECK(estimate.ratio() == 2);
  CHECK(estimate.half_width() == doctest::Approx(0));
}

TEST_CASE("95 % of the intervals hold the truth") {
  // Documents of 100 to 300 characters at 2 +- 0.5 bits a character, evenly spread.
  Random random(7);
  int hits = 0;
  constexpr int kTrials = 2000;
  for (int trial = 0; trial < kTrials; ++trial) {
    BitsPerCharEstimate estimate;
    for (int i = 0; i < 12; ++i) {
      const std::uint32_t characters = 100 + random.below(201);
      estimate.add(document(characters * (1.5 + random.below(1001) / 1000.0), characters));
    }
    if (std::abs(estimate.ratio() - 2) <= estimate.half_width()) ++hits;
  }
  CHECK(hits > kTrials * 0.93);
  CHECK(hits < kTrials * 0.97);
}

}  // namespace pith
