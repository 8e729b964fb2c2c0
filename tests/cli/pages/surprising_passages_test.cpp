#include "cli/pages/surprising_passages.h"

#include <doctest/doctest.h>

using pith::cli::surprising_passages;

namespace {

std::vector<bool> all_starts(std::size_t count) { return std::vector<bool>(count, true); }

}  // namespace

TEST_CASE("the most surprising stretch comes first, and none overlaps another") {
  std::vector<float> bits(100, 1.0f);
  for (std::size_t i = 40; i < 50; ++i) bits[i] = 5.0f;
  for (std::size_t i = 70; i < 80; ++i) bits[i] = 3.0f;
  const auto passages = surprising_passages(bits, all_starts(100), 10, 3);
  REQUIRE(passages.size() == 3);
  CHECK(passages[0].first == 40);
  CHECK(passages[0].bits_per_char == doctest::Approx(5));
  CHECK(passages[1].first == 70);
  CHECK((passages[2].first + 10 <= 40 || passages[2].first >= 50));
}

TEST_CASE("a passage begins with a word") {
  std::vector<bool> starts(30, false);
  starts[0] = starts[12] = starts[20] = true;
  std::vector<float> bits(30, 0.0f);
  for (std::size_t i = 14; i < 24; ++i) bits[i] = 4.0f;
  CHECK(surprising_passages(bits, starts, 10, 1)[0].first == 12);
}

TEST_CASE("a text without spaces has passages all along it") {
  std::vector<bool> starts(100, false);
  starts[0] = true;
  std::vector<float> bits(100, 0.0f);
  for (std::size_t i = 57; i < 67; ++i) bits[i] = 4.0f;
  CHECK(surprising_passages(bits, starts, 10, 1)[0].first == 57);
}

TEST_CASE("short texts have a passage, empty ones none") {
  CHECK(surprising_passages({1.0f, 3.0f}, all_starts(2), 60, 5).at(0).length == 2);
  CHECK(surprising_passages({}, {}, 60, 5).empty());
}
