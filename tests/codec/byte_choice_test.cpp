#include "codec/sampling/byte_choice.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "coding/arithmetic_decoder.h"

namespace pith {

namespace {

using Shares = std::array<ByteShare, 256>;

constexpr std::uint32_t kHalf = 1u << 31;
constexpr std::uint32_t kEighth = 1u << 29;

/// The likeliest bytes have the shares of `first`, in the order 255, 254 ..., the others none.
Shares shares_of(const std::vector<std::uint32_t>& first) {
  Shares shares;
  for (std::size_t i = 0; i < 256; ++i) {
    shares[i] = {static_cast<std::uint8_t>(255 - i), i < first.size() ? first[i] : 0};
  }
  return shares;
}

/// 256 shares of all sizes, some of them 0, for bytes in any order; together less than 2^32.
Shares random_shares(Random& random) {
  Shares shares;
  std::uint64_t left = ~std::uint32_t{0};
  for (std::size_t i = 0; i < 256; ++i) {
    const auto share = static_cast<std::uint32_t>(left * random.below(1u << 16) >> 17);
    shares[i] = {static_cast<std::uint8_t>(i), share};
    left -= share;
  }
  for (std::uint32_t i = 255; i > 0; --i) std::swap(shares[i].byte, shares[random.below(i + 1)].byte);
  std::ranges::sort(shares, [](const ByteShare& a, const ByteShare& b) {
    return a.share != b.share ? a.share > b.share : a.byte < b.byte;
  });
  return shares;
}

/// How many of the shares, from the first on, have a weight that is not 0. All others must have none.
std::size_t taken(const Shares& shares, const Sharpening& sharpening) {
  const ByteChoice choice(shares, sharpening);
  std::size_t count = 0;
  while (count < 256 && choice.weight(shares[count].byte) != 0) ++count;
  for (std::size_t i = count; i < 256; ++i) CHECK(choice.weight(shares[i].byte) == 0);
  return count;
}

/// How often `choice` comes to each byte when random bits are decoded.
std::array<int, 256> drawn(const ByteChoice& choice, int times, std::uint64_t seed) {
  Bytes noise(static_cast<std::size_t>(times) * 16 + 8);
  Random random(seed);
  for (std::uint8_t& byte : noise) byte = static_cast<std::uint8_t>(random.below(256));
  ArithmeticDecoder decoder(noise);
  std::array<int, 256> counts{};
  for (int i = 0; i < times; ++i) ++counts[choice.decode(decoder)];
  return counts;
}

/// How counts compare with what is expected of them. Those of which fewer than 10 are expected are taken together.
struct Fit {
  double chi_square = 0;
  double degrees = -1;
  double rare_expected = 0;
  double rare_count = 0;
};

Fit fit_of(const std::array<int, 256>& counts, const ByteChoice& choice) {
  const int times = std::accumulate(counts.begin(), counts.end(), 0);
  std::array<double, 256> expected;
  for (int byte = 0; byte < 256; ++byte) expected[byte] = choice.weight(static_cast<std::uint8_t>(byte));
  const double all = std::accumulate(expected.begin(), expected.end(), 0.0);
  Fit fit;
  for (int byte = 0; byte < 256; ++byte) {
    const double likely = expected[byte] / all * times;
    if (likely < 10) {
      fit.rare_expected += likely;
      fit.rare_count += counts[byte];
    } else {
      fit.chi_square += (counts[byte] - likely) * (counts[byte] - likely) / likely;
      ++fit.degrees;
    }
  }
  return fit;
}

}  // namespace

TEST_CASE("without sharpening each weight is the share") {
  constexpr std::uint64_t kSeed = 71;
  CAPTURE(kSeed);
  Random random(kSeed);
  for (int i = 0; i < 100; ++i) {
    const Shares shares = random_shares(random);
    const ByteChoice choice(shares, {});
    for (const ByteShare& each : shares) REQUIRE(choice.weight(each.byte) == each.share);
  }
}

TEST_CASE("temperature 0 takes the likeliest byte alone, whatever top-p is") {
  for (const std::uint32_t top_p : {1u, 500u, 1000u}) {
    CHECK(taken(shares_of({kEighth, kEighth, kEighth}), {.temperature_milli = 0, .top_p_milli = top_p}) == 1);
  }
  const ByteChoice choice(shares_of({5, 5, 1}), {.temperature_milli = 0});
  CHECK(drawn(choice, 1000, 1)[255] == 1000);
}

TEST_CASE("a temperature takes shares to the power of its inverse") {
  constexpr std::uint64_t kSeed = 72;
  CAPTURE(kSeed);
  Random random(kSeed);
  for (const std::uint32_t temperature : {1u, 50u, 500u, 800u, 999u, 1001u, 2000u, 30000u, 1'000'000u}) {
    CAPTURE(temperature);
    for (int i = 0; i < 50; ++i) {
      const Shares shares = random_shares(random);
      const ByteChoice choice(shares, {.temperature_milli = temperature});
      for (const ByteShare& each : shares) {
        CAPTURE(each.share);
        const double ratio = static_cast<double>(each.share) / shares[0].share;
        const double expected = each.share == 0 ? 0 : std::pow(ratio, 1000.0 / temperature) * 4294967296.0;
        REQUIRE(std::abs(choice.weight(each.byte) - expected) <= 2 + expected * 1e-4);
      }
    }
  }
}

TEST_CASE("a low temperature sharpens and a high one flattens") {
  const Shares shares = shares_of({kHalf, kEighth});
  const auto ratio = [&](std::uint32_t temperature) {
    const ByteChoice choice(shares, {.temperature_milli = temperature});
    return static_cast<double>(choice.weight(255)) / choice.weight(254);
  };
  CHECK(ratio(1000) == doctest::Approx(4));
  CHECK(ratio(500) == doctest::Approx(16));
  CHECK(ratio(2000) == doctest::Approx(2));
}

TEST_CASE("the largest shares, with the highest temperature, add up without overflow") {
  Shares shares = shares_of(std::vector<std::uint32_t>(256, (1u << 24) - 1));
  CHECK(taken(shares, {.temperature_milli = 1'000'000}) == 256);
  const std::array<int, 256> counts = drawn(ByteChoice(shares, {.temperature_milli = 1'000'000}), 50'000, 2);
  CHECK(*std::ranges::min_element(counts) > 130);  // of 195, give or take 14
  CHECK(*std::ranges::max_element(counts) < 270);
  shares = shares_of({~std::uint32_t{0}});
  CHECK(drawn(ByteChoice(shares, {.temperature_milli = 1'000'000, .top_p_milli = 999}), 100, 3)[255] == 100);
}

TEST_CASE("top-p takes the fewest of the likeliest bytes that have so much") {
  const std::vector<std::uint32_t> eighths(8, kEighth - 1);
  const Shares shares = shares_of(eighths);
  const auto count = [&](std::uint32_t top_p) { return taken(shares, {.top_p_milli = top_p}); };
  CHECK(count(1) == 1);
  CHECK(count(125) == 1);  // just so much
  CHECK(count(126) == 2);
  CHECK(count(250) == 2);
  CHECK(count(251) == 3);
  CHECK(count(875) == 7);
  CHECK(count(876) == 8);
  CHECK(count(1000) == 8);
}

TEST_CASE("top-p 1 takes all bytes but those of no share") {
  CHECK(taken(shares_of({kHalf, kHalf - 1}), {}) == 2);
  CHECK(taken(shares_of({kHalf, 1, 1}), {}) == 3);
  CHECK(taken(shares_of({kHalf, 1, 1}), {.top_p_milli = 999}) == 1);
  CHECK(taken(shares_of({1}), {.top_p_milli = 1}) == 1);
}

TEST_CASE("top-p counts probabilities as they are before the temperature") {
  const Shares shares = shares_of(std::vector<std::uint32_t>(8, kEighth - 1));
  for (const std::uint32_t temperature : {500u, 1000u, 3000u}) {
    CHECK(taken(shares, {.temperature_milli = temperature, .top_p_milli = 500}) == 4);
  }
}

TEST_CASE("top-p takes a set to which none can be spared") {
  constexpr std::uint64_t kSeed = 73;
  CAPTURE(kSeed);
  Random random(kSeed);
  for (int i = 0; i < 500; ++i) {
    const Shares shares = random_shares(random);
    const std::uint32_t top_p = 1 + random.below(1000);
    const std::size_t count = taken(shares, {.top_p_milli = top_p});
    std::uint64_t all = 0;
    std::uint64_t with_last = 0;
    for (std::size_t k = 0; k < 256; ++k) {
      all += shares[k].share;
      if (k < count) with_last += shares[k].share;
    }
    REQUIRE(count > 0);
    REQUIRE(with_last * 1000 >= all * top_p);
    REQUIRE((with_last - shares[count - 1].share) * 1000 < all * top_p);
  }
}

TEST_CASE("random bits come to bytes in proportion to the weights") {
  constexpr std::uint64_t kSeed = 74;
  CAPTURE(kSeed);
  Random random(kSeed);
  for (const Sharpening& sharpening : {Sharpening{}, Sharpening{.temperature_milli = 700, .top_p_milli = 950},
                                       Sharpening{.temperature_milli = 2000}}) {
    for (int i = 0; i < 4; ++i) {
      CAPTURE(i);
      const ByteChoice choice(random_shares(random), sharpening);
      const Fit fit = fit_of(drawn(choice, 60'000, random.next()), choice);
      REQUIRE(fit.degrees > 0);
      CHECK(fit.chi_square < fit.degrees + 5 * std::sqrt(2 * fit.degrees));
      CHECK(std::abs(fit.rare_count - fit.rare_expected) <= 1 + 5 * std::sqrt(fit.rare_expected));
    }
  }
}

TEST_CASE("bytes that are far less likely than others do not become likelier by rounding") {
  // With at least 2^-16 at each of eight decisions they would come up about 7 times.
  Shares shares = shares_of({kHalf});
  for (std::size_t i = 1; i < 256; ++i) shares[i].share = 32;
  CHECK(drawn(ByteChoice(shares, {}), 60'000, 5)[255] == 60'000);
}

TEST_CASE("bytes without weight never come") {
  constexpr std::uint64_t kSeed = 75;
  CAPTURE(kSeed);
  Random random(kSeed);
  for (int i = 0; i < 300; ++i) {
    const Shares shares = random_shares(random);
    const ByteChoice choice(shares,
                            {.temperature_milli = 1 + random.below(3000), .top_p_milli = 1 + random.below(1000)});
    const std::array<int, 256> counts = drawn(choice, 300, random.next());
    for (int byte = 0; byte < 256; ++byte) {
      const bool weightless = choice.weight(static_cast<std::uint8_t>(byte)) == 0;
      REQUIRE((!weightless || counts[byte] == 0));
    }
  }
}

}  // namespace pith
