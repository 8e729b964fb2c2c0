#include "model/nibbles/nibble_line.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

namespace pith {

namespace {

constexpr int kStep = nibble_states::kSurprises;

std::int16_t state(int value, int surprises) { return static_cast<std::int16_t>(value + surprises); }

}  // namespace

TEST_CASE("no bit moves a state beyond its bounds, wherever it is") {
  int outside = 0;
  for (int value = -kMostState; value + kStep - 1 <= kMostState; value += kStep) {
    for (int surprises = 0; surprises < kStep; ++surprises) {
      for (const int bit : {0, 1}) outside += std::abs(next_state(state(value, surprises), bit)) > kMostState ? 1 : 0;
    }
  }
  CHECK(outside == 0);
}

TEST_CASE("a state moves towards the bit that came, and never past the bounds of doubt") {
  for (int value = -20000; value <= 20000; value += 200) {
    for (int surprises = 0; surprises < kStep; ++surprises) {
      const int before = state(value, surprises) & ~7;
      CHECK((next_state(state(value, surprises), 1) & ~7) >= before);
      CHECK((next_state(state(value, surprises), 0) & ~7) <= before);
    }
  }
}

TEST_CASE("surprises are counted up to seven, and slow a state down") {
  std::int16_t now = 0;
  for (int i = 0; i < 40; ++i) {
    const int before = now & 7;
    const int leans = now & ~7;
    const int bit = i % 2;
    now = next_state(now, bit);
    const bool surprised = bit != 0 ? leans < 0 : leans > 0;
    CHECK((now & 7) == std::min(before + (surprised ? 1 : 0), 7));
  }
  CHECK((now & 7) == 7);
  CHECK(next_state(0, 1) > next_state(7, 1));
}

TEST_CASE("zeros and ones are alike") {
  std::int16_t up = 0;
  std::int16_t down = 0;
  for (const int bit : {1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1}) {
    up = next_state(up, bit);
    down = next_state(down, 1 - bit);
    CHECK(std::abs((up & ~7) + (down & ~7)) <= 8 * 13);  // but for rounding
  }
}

}  // namespace pith
