#include "model/ngrams/prefix_code.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.h"

namespace pith {

namespace {

/// The lengths of a random complete code of `used` symbols among some that have no code.
Bytes random_lengths(std::size_t used, Random& random) {
  Bytes lengths = {0};
  while (lengths.size() < used) {
    std::uint8_t& split = lengths[random.below(static_cast<std::uint32_t>(lengths.size()))];
    if (split == PrefixCode::kMaxLength) continue;
    lengths.push_back(++split);
  }
  lengths.resize(used + random.below(5));
  for (std::size_t i = lengths.size(); i > 1; --i) {
    std::swap(lengths[i - 1], lengths[random.below(static_cast<std::uint32_t>(i))]);
  }
  return lengths;
}

bool is_code(const Bytes& lengths) { return PrefixCode::from_lengths(lengths).has_value(); }

}  // namespace

TEST_CASE("shorter codes come first, equal ones in the order of their symbols, their first bit lowest") {
  const std::vector<std::uint32_t> codes = canonical_codes(Bytes{2, 1, 0, 3, 3});
  CHECK(codes[1] == 0b0);
  CHECK(codes[0] == 0b01);
  CHECK(codes[3] == 0b011);
  CHECK(codes[4] == 0b111);
}

TEST_CASE("a code decodes to its symbol, whatever follows it") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Bytes lengths = random_lengths(2 + random.below(300), random);
    const auto code = PrefixCode::from_lengths(lengths);
    REQUIRE(code);
    const std::vector<std::uint32_t> codes = canonical_codes(lengths);
    int wrong = 0;
    for (std::uint32_t symbol = 0; symbol < lengths.size(); ++symbol) {
      if (lengths[symbol] == 0) continue;
      const auto [decoded, length] = code->decode(random.next() << lengths[symbol] | codes[symbol]);
      wrong += decoded != symbol || length != lengths[symbol] ? 1 : 0;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("every string of bits begins with the code that it decodes to") {
  Random random(5);
  const Bytes lengths = random_lengths(257, random);
  const auto code = PrefixCode::from_lengths(lengths);
  REQUIRE(code);
  const std::vector<std::uint32_t> codes = canonical_codes(lengths);
  for (std::uint32_t bits = 0; bits < 1U << PrefixCode::kMaxLength; ++bits) {
    const auto [symbol, length] = code->decode(bits);
    REQUIRE(length == lengths[symbol]);
    REQUIRE((bits & ((1U << length) - 1)) == codes[symbol]);
  }
}

TEST_CASE("a code with strings that mean nothing, or two things, or that are too long is refused") {
  CHECK(is_code({1, 1}));
  CHECK(is_code({1, 2, 3, 3}));
  CHECK(!is_code({}));
  CHECK(!is_code({0, 0}));
  CHECK(!is_code({2, 2, 2}));
  CHECK(!is_code({1, 2, 3}));
  CHECK(!is_code({1, 1, 1}));
  CHECK(!is_code({1, 1, 12}));
  CHECK(!is_code({1, 2, 3, 255, 255}));
  Bytes deepest = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12};
  CHECK(is_code(deepest));
  deepest.back() = 13;
  deepest.push_back(13);
  CHECK(!is_code(deepest));
}

TEST_CASE("a change of one length makes a complete code no code") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Bytes lengths = random_lengths(3 + random.below(60), random);
    std::uint8_t& length = lengths[random.below(static_cast<std::uint32_t>(lengths.size()))];
    length = static_cast<std::uint8_t>(length == 0 ? 1 + random.below(12) : length - 1);
    CHECK(!is_code(lengths));
  }
}

TEST_CASE("a code of a single symbol has one bit, of either value") {
  for (std::size_t symbol = 0; symbol < 4; ++symbol) {
    Bytes lengths(4, 0);
    lengths[symbol] = 1;
    const auto code = PrefixCode::from_lengths(lengths);
    REQUIRE(code);
    for (const std::uint64_t bits : {0U, 1U, 0xfffU, 0xffeU}) {
      CHECK(code->decode(bits).symbol == symbol);
      CHECK(code->decode(bits).length == 1);
    }
    lengths[symbol] = 2;
    CHECK(!is_code(lengths));
  }
}

}  // namespace pith
