#include "model/nibbles/counted_state.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <vector>

#include "model/nibbles/order1_lines.h"

namespace pith {

TEST_CASE("the logarithm of a count is what mathematics says, nearly") {
  for (std::uint32_t count = 0; count < 1u << 24; count += 1 + count / 50) {
    CAPTURE(count);
    const double exact = 4096 * std::log(count + 0.4);
    CHECK(std::abs(log_of_count(count) - exact) <= (count < 256 ? 0.5 : 36));
  }
}

TEST_CASE("more ones never make a one less likely, and no count makes it sure") {
  for (std::uint32_t zeros = 0; zeros < 3000; zeros += 1 + zeros / 3) {
    std::int16_t before = INT16_MIN;
    for (std::uint32_t ones = 0; ones < 1u << 23; ones += 1 + ones / 3) {
      const std::int16_t state = state_of_counts(zeros, ones);
      CHECK(state >= before);
      CHECK(std::abs(state) <= kMostTold);
      CHECK((state & 7) == 0);
      before = state;
    }
  }
  CHECK(state_of_counts(5, 5) == 0);
}

TEST_CASE("order 1 is told by node what histories say by partial byte") {
  std::vector<std::uint8_t> histories(65536);
  const std::uint8_t ones = next_history(next_history(0, 1), 1);
  histories['a' * 256 + 1] = ones;                     // the first bit after a
  histories['a' * 256 + (0x160 >> 4)] = ones;          // the fifth after 0110
  histories['b' * 256 + ((0x160 | 0xD) >> 1)] = ones;  // the last of 0x6C and 0x6D
  Order1Lines lines;
  lines.tell(histories);
  const std::int16_t state = state_of_history(ones);
  CHECK(state > 0);
  CHECK(lines.line('a', 0)->states[0] == state);
  CHECK(lines.line('a', 0x16)->states[0] == state);
  CHECK(lines.line('b', 0x16)->states[0xE - 1] == state);
  CHECK(lines.line('a', 0x15)->states[0] == 0);
  CHECK(lines.line('b', 0)->states[0] == 0);
}

}  // namespace pith
