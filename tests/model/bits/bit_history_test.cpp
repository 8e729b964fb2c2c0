#include "model/bits/bit_history.h"

#include <doctest/doctest.h>

#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace pith {

using bit_history::kExactBits;
using bit_history::kMachine;
using bit_history::State;

namespace {

std::uint8_t history_of(const std::string& bits) {
  std::uint8_t history = 0;
  for (const char bit : bits) {
    history = next_history(history, bit - '0');
  }
  return history;
}

/// All states, as histories.
std::vector<std::uint8_t> histories() {
  std::vector<std::uint8_t> all(static_cast<std::size_t>(kMachine.size));
  std::iota(all.begin(), all.end(), std::uint8_t{0});
  return all;
}

/// The state of the same bits with 0 and 1 exchanged.
State mirrored(State s) {
  int recent = 0;
  if (s.length <= kExactBits) {
    recent = (1 << s.length) - 1 - s.recent;
  } else if (s.zeros > 0 && s.ones > 0) {
    recent = 1 - s.recent;
  }
  return {.zeros = s.ones, .ones = s.zeros, .length = s.length, .recent = static_cast<std::uint8_t>(recent)};
}

std::uint8_t mirrored(std::uint8_t history) {
  const State wanted = mirrored(kMachine.states[history]);
  for (const std::uint8_t h : histories()) {
    if (kMachine.states[h] == wanted) {
      return h;
    }
  }
  FAIL("a state without a mirror image");
  return 0;
}

}  // namespace

TEST_CASE("every history is reached from the empty one, and no other") {
  std::set<int> reached = {0};
  std::vector<std::uint8_t> open = {0};
  while (!open.empty()) {
    const std::uint8_t history = open.back();
    open.pop_back();
    for (const int bit : {0, 1}) {
      const std::uint8_t next = next_history(history, bit);
      if (reached.insert(next).second) {
        open.push_back(next);
      }
    }
  }
  CHECK(kMachine.size <= 256);
  CHECK(reached.size() == static_cast<std::size_t>(kMachine.size));
  CHECK(*reached.rbegin() == kMachine.size - 1);
}

TEST_CASE("no bits lead back to the empty history") {
  for (const std::uint8_t h : histories()) {
    CHECK(next_history(h, 0) != 0);
    CHECK(next_history(h, 1) != 0);
  }
}

TEST_CASE("0 and 1 are treated alike") {
  for (const std::uint8_t h : histories()) {
    CAPTURE(static_cast<int>(h));
    const std::uint8_t mirror = mirrored(h);
    CHECK(next_history(mirror, 1) == mirrored(next_history(h, 0)));
    CHECK(next_history(mirror, 0) == mirrored(next_history(h, 1)));
    CHECK(history_weight(mirror) == history_weight(h));
    CHECK(history_prior(mirror) == 65536 - history_prior(h));
  }
}

TEST_CASE("the first bits are known in their order") {
  std::set<std::uint8_t> met;
  std::size_t sequences = 0;
  std::vector<std::string> open = {""};
  while (!open.empty()) {
    const std::string bits = open.back();
    open.pop_back();
    met.insert(history_of(bits));
    ++sequences;
    if (bits.size() < static_cast<std::size_t>(kExactBits)) {
      open.push_back(bits + '0');
      open.push_back(bits + '1');
    }
  }
  CHECK(met.size() == sequences);
}

TEST_CASE("a bit adds one to its own count, or to none that is full") {
  for (const std::uint8_t h : histories()) {
    CAPTURE(static_cast<int>(h));
    for (const int bit : {0, 1}) {
      const State before = kMachine.states[h];
      const State after = kMachine.states[next_history(h, bit)];
      CHECK((bit != 0 ? after.ones <= before.ones + 1 : after.zeros <= before.zeros + 1));
      CHECK((bit != 0 ? after.zeros <= before.zeros : after.ones <= before.ones));
    }
  }
}

TEST_CASE("an opposite bit cuts a large count") {
  for (const std::uint8_t h : histories()) {
    CAPTURE(static_cast<int>(h));
    const State before = kMachine.states[h];
    if (before.ones > 2) {
      CHECK(kMachine.states[next_history(h, 0)].ones < before.ones);
    }
    if (before.zeros > 2) {
      CHECK(kMachine.states[next_history(h, 1)].zeros < before.zeros);
    }
  }
}

TEST_CASE("a long run saturates at the largest weight") {
  const int most = bit_history::kMostGiven[0];
  for (const char bit : {'0', '1'}) {
    const std::uint8_t history = history_of(std::string(1000, bit));
    CHECK(next_history(history, bit - '0') == history);
    CHECK(history_weight(history) == most);
  }
  for (const std::uint8_t h : histories()) {
    CHECK(history_weight(h) <= most);
    CHECK((history_weight(h) == 0) == (h == 0));
  }
}

TEST_CASE("more ones and fewer zeros never make a 1 less likely") {
  for (const std::uint8_t a : histories()) {
    for (const std::uint8_t b : histories()) {
      const State& less = kMachine.states[a];
      const State& more = kMachine.states[b];
      if (less.ones <= more.ones && less.zeros >= more.zeros) {
        REQUIRE(history_prior(a) <= history_prior(b));
      }
    }
  }
  CHECK(history_prior(history_of("11")) > history_prior(history_of("1")));
}

TEST_CASE("no byte stands for certainty") {
  for (int h = 0; h < 256; ++h) {
    const std::uint32_t p = history_prior(static_cast<std::uint8_t>(h));
    CHECK(p >= 1);
    CHECK(p <= 65535);
  }
  CHECK(history_prior(0) == 32768);
}

}  // namespace pith
