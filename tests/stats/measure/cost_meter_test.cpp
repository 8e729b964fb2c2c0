#include "stats/measure/cost_meter.h"

#include <doctest/doctest.h>

#include <cmath>

namespace pith {

TEST_CASE("nothing costs nothing") { CHECK(CostMeter().bits() == 0); }

TEST_CASE("a decision costs -log2 of the probability of the bit that came") {
  for (std::uint32_t p = 1; p <= 65535; ++p) {
    CostMeter one;
    one.add(1, p);
    REQUIRE(one.bits() == doctest::Approx(-std::log2(p / 65536.0)).epsilon(1e-12));
    CostMeter zero;
    zero.add(0, p);
    REQUIRE(zero.bits() == doctest::Approx(-std::log2((65536 - p) / 65536.0)).epsilon(1e-12));
  }
}

TEST_CASE("powers of two cost whole bits") {
  CostMeter meter;
  meter.add(0, 32768);
  CHECK(meter.bits() == 1);
  meter.add(1, 1);
  CHECK(meter.bits() == 17);
  meter.add(0, 65535);
  CHECK(meter.bits() == 33);
  meter.add(1, 16384);
  CHECK(meter.bits() == 35);
}

}  // namespace pith
