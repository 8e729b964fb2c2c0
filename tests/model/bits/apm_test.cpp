#include "model/bits/apm.h"

#include <doctest/doctest.h>

#include <cstdlib>

namespace pith {

namespace {

std::uint32_t refined(Apm& map, std::uint32_t tree, std::uint32_t node, int x) {
  map.select(tree, node);
  return map.refine(x);
}

void teach(Apm& map, std::uint32_t tree, std::uint32_t node, int x, int bit, int times) {
  for (int i = 0; i < times; ++i) {
    refined(map, tree, node, x);
    map.learn(bit);
  }
}

}  // namespace

TEST_CASE("an untaught map changes probabilities no more than its straight lines must") {
  Apm map(16);
  int far = 0;
  int falls = 0;
  for (int x = -kSquashLimit; x <= kSquashLimit; ++x) {
    const std::uint32_t p = refined(map, 0, 1, x);
    // The chord of a curve over 1 nat: at most 1/8 of its second derivative, which is below 0.0963.
    far += std::abs(static_cast<int>(p) - static_cast<int>(squash(x))) > 790 ? 1 : 0;
    falls += x > -kSquashLimit && p < refined(map, 0, 1, x - 1) ? 1 : 0;
  }
  CHECK(far == 0);
  CHECK(falls == 0);
}

TEST_CASE("an untaught map keeps probabilities of whole nats") {
  Apm map(16);
  for (int nats = -11; nats <= 11; ++nats) {
    CAPTURE(nats);
    CHECK(refined(map, 0, 1, nats * 256) == squash(nats * 256));
  }
}

TEST_CASE("a map learns what a probability turns out to mean") {
  for (const int x : {-kSquashLimit, -1000, -128, 0, 127, 256, 2000, kSquashLimit}) {
    CAPTURE(x);
    Apm ones(16);
    teach(ones, 0, 1, x, 1, 2000);
    CHECK(refined(ones, 0, 1, x) > 65536 - 300);
    Apm zeros(16);
    teach(zeros, 0, 1, x, 0, 2000);
    CHECK(refined(zeros, 0, 1, x) < 300);
  }
}

TEST_CASE("one bit moves a probability towards it, and not over the end") {
  Apm map(16);
  for (int x = -kSquashLimit; x <= kSquashLimit; x += 61) {
    for (const int bit : {1, 1, 0, 0, 1}) {
      const std::uint32_t before = refined(map, 0, 1, x);
      map.learn(bit);
      const std::uint32_t after = refined(map, 0, 1, x);
      REQUIRE(after <= 65535);
      REQUIRE((bit != 0 ? after >= before : after <= before));
    }
  }
}

TEST_CASE("what is learnt at one probability leaves distant ones as they were") {
  Apm map(16);
  teach(map, 0, 1, 100, 1, 1000);
  for (const int x : {-1000, -300, 600, 2000}) {
    CAPTURE(x);
    Apm untaught(16);
    CHECK(refined(map, 0, 1, x) == refined(untaught, 0, 1, x));
  }
}

TEST_CASE("every node of every tree has a curve of its own, as far as there are contexts") {
  Apm map(64);
  const std::uint32_t untaught = refined(map, 0, 1, 0);
  teach(map, 16, 3, 0, 1, 1000);
  for (std::uint32_t context = 0; context < 64; ++context) {
    REQUIRE((refined(map, context, 0, 0) != untaught) == (context == 19));
  }
  CHECK(refined(map, 16 + 64, 3, 0) == refined(map, 16, 3, 0));
  CHECK(refined(map, 0xffffffc0, 19, 0) == refined(map, 16, 3, 0));
}

}  // namespace pith
