#include "base/random.h"

#include <doctest/doctest.h>

#include <array>

namespace pith {

TEST_CASE("the numbers of a seed are those of SplitMix64") {
  Random random(1234567);
  CHECK(random.next() == 6457827717110365317U);
  CHECK(random.next() == 3203168211198807973U);
  CHECK(random.next() == 9817491932198370423U);
}

TEST_CASE("a limited number stays below its limit and meets all below it about equally often") {
  Random random(3);
  CHECK(random.below(1) == 0);
  std::array<int, 7> met{};
  for (int i = 0; i < 70000; ++i) {
    const std::uint32_t number = random.below(7);
    REQUIRE(number < 7);
    ++met[number];
  }
  for (const int count : met) {
    CHECK(count > 9500);
    CHECK(count < 10500);
  }
}

}  // namespace pith
