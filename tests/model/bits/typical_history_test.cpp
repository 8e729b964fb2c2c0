#include "model/bits/typical_history.h"

#include <doctest/doctest.h>

namespace pith {

namespace {

using bit_history::kMachine;
using bit_history::kTypicalCounts;

/// Calls check(zeros, ones) for all counts that are not halved.
template <typename Check>
void for_all_counts(Check check) {
  for (std::uint32_t zeros = 0; zeros < kTypicalCounts; ++zeros) {
    for (std::uint32_t ones = 0; ones < kTypicalCounts; ++ones) {
      CAPTURE(zeros);
      CAPTURE(ones);
      check(zeros, ones);
    }
  }
}

std::uint32_t p16(std::uint32_t zeros, std::uint32_t ones) { return history_prior(typical_history(zeros, ones)); }

}  // namespace

TEST_CASE("every pair of counts has a history, and a bit that came is in it") {
  for_all_counts([](std::uint32_t zeros, std::uint32_t ones) {
    const std::uint8_t history = typical_history(zeros, ones);
    REQUIRE(history < kMachine.size);
    REQUIRE((kMachine.states[history].zeros != 0) == (zeros != 0));
    REQUIRE((kMachine.states[history].ones != 0) == (ones != 0));
  });
  CHECK(typical_history(0, 0) == 0);
}

TEST_CASE("the history of a run is that of the same bit so many times") {
  for (const int bit : {0, 1}) {
    std::uint8_t history = 0;
    for (std::uint32_t n = 0; n < kTypicalCounts; ++n) {
      CAPTURE(n);
      CHECK(typical_history(bit != 0 ? 0 : n, bit != 0 ? n : 0) == history);
      history = next_history(history, bit);
    }
  }
}

TEST_CASE("the rarer bit is spread evenly over the history") {
  const auto after = [](std::initializer_list<int> bits) {
    std::uint8_t history = 0;
    for (const int bit : bits) history = next_history(history, bit);
    return history;
  };
  CHECK(typical_history(1, 1) == after({1, 0}));
  CHECK(typical_history(2, 1) == after({0, 1, 0}));
  CHECK(typical_history(1, 2) == after({1, 0, 1}));
  CHECK(typical_history(4, 2) == after({0, 1, 0, 0, 1, 0}));
  CHECK(typical_history(7, 1) == after({0, 0, 0, 1, 0, 0, 0, 0}));
}

TEST_CASE("more ones, or a one in place of a zero, never make a one less likely") {
  for_all_counts([](std::uint32_t zeros, std::uint32_t ones) {
    if (ones + 1 == kTypicalCounts) return;
    REQUIRE(p16(zeros, ones + 1) >= p16(zeros, ones));
    if (zeros > 0) REQUIRE(p16(zeros - 1, ones + 1) >= p16(zeros, ones));
  });
}

TEST_CASE("the more frequent bit is the likelier one, and neither bit is favoured") {
  for_all_counts([](std::uint32_t zeros, std::uint32_t ones) {
    if (zeros == ones) return;
    REQUIRE((p16(zeros, ones) > 32768) == (ones > zeros));
    REQUIRE(p16(zeros, ones) + p16(ones, zeros) == 65536);
  });
}

TEST_CASE("large counts are halved together until both fit") {
  for_all_counts([](std::uint32_t zeros, std::uint32_t ones) {
    if (zeros < 32 && ones < 32) return;
    for (int doublings = 1; doublings <= 25; ++doublings) {
      REQUIRE(typical_history(zeros << doublings, ones << doublings) == typical_history(zeros, ones));
    }
  });
  CHECK(typical_history(64, 3) == typical_history(32, 2));
  CHECK(typical_history(127, 0) == typical_history(63, 0));
}

TEST_CASE("a bit that came once is never forgotten, however often the other one came") {
  for (std::uint32_t many = 1; many < UINT32_MAX / 2; many = 2 * many + 1) {
    CAPTURE(many);
    CHECK(kMachine.states[typical_history(many, 1)].ones > 0);
    CHECK(kMachine.states[typical_history(1, many)].zeros > 0);
    CHECK(kMachine.states[typical_history(many, 0)].ones == 0);
  }
}

}  // namespace pith
