#include "model/ngrams/successor_code.h"

#include <doctest/doctest.h>

#include "base/random.h"

namespace pith {

namespace {

/// A random complete code in which short codes are likely.
SuccessorCode random_code(Random& random) {
  Bytes lengths = {1, 1};
  while (lengths.size() < SuccessorCode::kSymbols) {
    std::uint8_t& split = lengths[random.below(static_cast<std::uint32_t>(lengths.size()))];
    if (split < PrefixCode::kMaxLength) lengths.push_back(++split);
  }
  for (std::size_t i = lengths.size(); i > 1; --i) {
    std::swap(lengths[i - 1], lengths[random.below(static_cast<std::uint32_t>(i))]);
  }
  return SuccessorCode(*PrefixCode::from_lengths(lengths));
}

/// The bits of the successor or end that `bits` begin with.
int length_of_one(const SuccessorCode& code, std::uint64_t bits) {
  const auto [symbol, length] = code.prefix_code().decode(bits);
  const bool is_long = symbol != SuccessorCode::kEnd && (symbol - 1) / kCountClasses == SuccessorCode::kLongGap;
  return length + (is_long ? SuccessorCode::kLongGapBits : 0);
}

}  // namespace

TEST_CASE("what one look passes over is whole successors, up to the end of a list") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const SuccessorCode code = random_code(random);
    int several = 0;
    for (int i = 0; i < 5000; ++i) {
      const std::uint64_t bits = random.next();
      const SuccessorCode::Passed passed = code.pass(bits);
      REQUIRE(passed.bits <= SuccessorCode::kMostBits);
      bool ends = false;
      int bit = 0;
      int count = 0;
      for (; bit < passed.bits; ++count) {
        REQUIRE(!ends);
        ends = code.prefix_code().decode(bits >> bit).symbol == SuccessorCode::kEnd;
        bit += length_of_one(code, bits >> bit);
      }
      REQUIRE(count > 0);
      REQUIRE(bit == passed.bits);
      REQUIRE(ends == passed.ends);
      several += count > 1 ? 1 : 0;
    }
    CHECK(several > 0);
  }
}

}  // namespace pith
