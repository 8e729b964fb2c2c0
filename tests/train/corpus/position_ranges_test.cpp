#include "train/corpus/position_ranges.h"

#include <doctest/doctest.h>

#include "base/random.h"

namespace pith {

TEST_CASE("every position is found in its range, whether ranges are short or long") {
  for (const std::uint32_t longest : {1U, 50U, 5000U, 200000U}) {
    CAPTURE(longest);
    Random random(longest);
    PositionRanges ranges;
    std::uint32_t end = 0;
    for (std::uint32_t range = 0; range < 1000; ++range, end += 1 + random.below(longest)) ranges.add(end);
    ranges.finish(end);
    REQUIRE(ranges.size() == 1000);
    CHECK(ranges.begin(1000) == end);
    for (std::uint32_t range = 0; range < 1000; ++range) {
      REQUIRE(ranges.find(ranges.begin(range)) == range);
      REQUIRE(ranges.find(ranges.begin(range + 1) - 1) == range);
    }
  }
}

TEST_CASE("there may be one range, and none") {
  PositionRanges one;
  one.add(0);
  one.finish(1 << 16);
  CHECK(one.size() == 1);
  CHECK(one.find(0) == 0);
  CHECK(one.find((1 << 16) - 1) == 0);
  PositionRanges none;
  none.finish(0);
  CHECK(none.size() == 0);
}

}  // namespace pith
