#include "model/text/hash.h"

#include <doctest/doctest.h>

#include <bit>
#include <set>

#include "base/random.h"

namespace pith {

TEST_CASE("small words next to each other have hashes of their own") {
  std::set<std::uint32_t> hashes;
  for (std::uint32_t a = 0; a < 256; ++a) {
    for (std::uint32_t b = 0; b < 16; ++b) {
      hashes.insert(hash(a, b));
    }
  }
  CHECK(hashes.size() >= 256 * 16 - 8);
}

TEST_CASE("a bit of either word changes about half of the bits, high and low ones alike") {
  Random random(31);
  for (int flipped = 0; flipped < 64; ++flipped) {
    CAPTURE(flipped);
    const std::uint32_t flip = 1U << (flipped % 32);
    const std::uint32_t in_a = flipped < 32 ? flip : 0;
    const std::uint32_t in_b = flipped < 32 ? 0 : flip;
    int high = 0;
    int low = 0;
    for (int i = 0; i < 1000; ++i) {
      const auto a = static_cast<std::uint32_t>(random.next());
      const auto b = static_cast<std::uint32_t>(random.next());
      const std::uint32_t change = hash(a, b) ^ hash(a ^ in_a, b ^ in_b);
      high += std::popcount(change >> 16);
      low += std::popcount(change & 0xffff);
    }
    CHECK(high > 4000);
    CHECK(low > 4000);
    CHECK(high < 12000);
    CHECK(low < 12000);
  }
}

}  // namespace pith
