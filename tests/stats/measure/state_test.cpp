#include <doctest/doctest.h>

#include <bit>
#include <chrono>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "base/check.h"
#include "pith/error.h"
#include "pith/scorer.h"
#include "support/deep_models.h"
#include "support/errors.h"
#include "support/texts.h"

namespace pith {

namespace {

const std::string kFirst = test::sentences(700, 81) + "\n\tkey, value; 17|x\n a line that goes on";
const std::string kSecond = test::sentences(500, 82) + "\n\nand ends";

Scorer scorer_of(int level) {
  static const Model model = test::deep_model();
  return Scorer({.level = level, .model = &model});
}

}  // namespace

TEST_CASE("feeding one text, copying, and feeding another costs what both together cost") {
  for (const int level : {3, 6}) {
    CAPTURE(level);
    const Scorer scorer = scorer_of(level);
    State first = scorer.start();
    const double bits = first.feed(kFirst);
    State second = first;
    second.feed(kSecond);
    CHECK(bits == scorer.score(kFirst).bits);
    CHECK(second.bits() == scorer.score(kFirst + kSecond).bits);
    CHECK(second.bytes() == kFirst.size() + kSecond.size());
    CHECK(first.bits() == bits);
    CHECK(first.bits_of(kSecond) == doctest::Approx(second.bits() - bits).epsilon(1e-12));
    CHECK(first.bits() == bits);
  }
}

TEST_CASE("how a text is cut where it is fed does not matter") {
  for (const int level : {3, 6}) {
    const Scorer scorer = scorer_of(level);
    State whole = scorer.start();
    whole.feed(kFirst);
    State bytewise = scorer.start();
    for (const char& byte : kFirst) bytewise.feed({&byte, 1});
    CHECK(bytewise.bits() == whole.bits());
    CHECK(bytewise == whole);
    CHECK(bytewise.distribution() == whole.distribution());
  }
}

TEST_CASE("the distribution of the next byte adds up to 1 and is what each byte costs") {
  for (const int level : {3, 6}) {
    const Scorer scorer = scorer_of(level);
    State state = scorer.start();
    state.feed(kFirst);
    const std::array<double, 256> p = state.distribution();
    CHECK(std::accumulate(p.begin(), p.end(), 0.0) == doctest::Approx(1).epsilon(1e-9));
    for (const char byte : {'e', ' ', '\n', '\xff'}) {
      CHECK(-std::log2(p[static_cast<std::uint8_t>(byte)]) == doctest::Approx(state.bits_of({&byte, 1})));
    }
  }
}

TEST_CASE("states are equal where the same is known of what comes next") {
  for (const int level : {3, 6}) {
    const Scorer scorer = scorer_of(level);
    State one = scorer.start();
    CHECK(one == scorer.start());
    one.feed(kFirst);
    State other = one;
    CHECK(one == other);
    other.feed("x");
    CHECK_FALSE(one == other);
    one.feed("x");
    CHECK(one == other);
    CHECK_FALSE(one == scorer_of(level == 3 ? 4 : 7).start());
  }
  // What the network remembers tells apart what n-grams cannot.
  const std::string same = "\nthe\nthe mill the mill the mill";
  State first = scorer_of(6).start();
  State second = scorer_of(6).start();
  first.feed("a" + same);
  second.feed("b" + same);
  CHECK_FALSE(first == second);
}

TEST_CASE("a state comes back from its bytes and goes on as it was") {
  for (const int level : {3, 6}) {
    const Scorer scorer = scorer_of(level);
    State state = scorer.start();
    state.feed(kFirst);
    State back = scorer.restored(state.serialised());
    CHECK(back == state);
    CHECK(back.serialised() == state.serialised());
    back.feed(kSecond);
    state.feed(kSecond);
    CHECK(back.bits() == state.bits());
  }
}

TEST_CASE("a state that is damaged, or of another level or model, is refused") {
  const Scorer scorer = scorer_of(6);
  State state = scorer.start();
  state.feed(kFirst);
  const std::vector<std::uint8_t> bytes = state.serialised();
  for (std::size_t i = 0; i < bytes.size(); i += 41) {
    std::vector<std::uint8_t> damaged = bytes;
    damaged[i] ^= 16;
    CHECK(test::error_of([&] { (void)scorer.restored(damaged); }) == "kDamaged");
  }
  for (std::size_t size = 0; size < bytes.size(); size += 97) {
    CHECK(test::error_of([&] { (void)scorer.restored(std::span(bytes).first(size)); }) == "kDamaged");
  }
  CHECK(test::error_of([&] { (void)scorer_of(3).restored(bytes); }) == "kModel");
  CHECK(test::error_of([&] { (void)Scorer({.level = 6}).restored(bytes); }) == "kModel");
}

TEST_CASE("a state whose bits no text can cost is refused") {
  State state = scorer_of(3).start();
  state.feed(kFirst);
  for (const double bits : {std::nan(""), -1.0, 1e9}) {
    std::vector<std::uint8_t> bytes = state.serialised();
    const auto word = std::bit_cast<std::uint64_t>(bits);
    for (std::size_t i = 0; i < 8; ++i) bytes[24 + i] = static_cast<std::uint8_t>(word >> (8 * i));
    Check check(1);
    check.update(std::span(bytes).first(bytes.size() - 8));
    for (std::size_t i = 0; i < 8; ++i) {
      bytes[bytes.size() - 8 + i] = static_cast<std::uint8_t>(check.digest() >> (8 * i));
    }
    CHECK(test::error_of([&] { (void)scorer_of(3).restored(bytes); }) == "kDamaged");
  }
}

TEST_CASE("a scorer that adapts has no states") {
  CHECK(test::error_of([] { (void)Scorer({.level = 3, .adaptive = true}).start(); }) == "kUsage");
}

TEST_CASE("a state keeps what it needs of its scorer") {
  State state = scorer_of(3).start();
  CHECK(state.feed("the mill") > 0);
}

}  // namespace pith
