#include "base/fixed_log.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace pith {

namespace {

constexpr double kUnit = 1 << 24;          // of a logarithm
constexpr double kOne = 4294967296.0;      // of a power
constexpr std::uint64_t kWhole = 1 << 24;  // a logarithm of 1
constexpr std::uint32_t kLargest = 4294967295u;

/// How far fixed_log2(x) is below log2(x), in its units.
double shortfall(std::uint32_t x) { return std::log2(x) * kUnit - fixed_log2(x); }

/// A number of any magnitude from 1 to 2^32 - 1.
std::uint32_t of_any_size(Random& random) {
  return std::max<std::uint32_t>(static_cast<std::uint32_t>(random.next() >> 32) >> random.below(32), 1);
}

}  // namespace

TEST_CASE("the logarithm of a power of two is exact") {
  for (std::uint32_t n = 0; n < 32; ++n) CHECK(fixed_log2(1u << n) == n << 24);
}

TEST_CASE("a logarithm is never too large, and less than 1 + 2^-5 units too small") {
  constexpr std::uint64_t kSeed = 61;
  CAPTURE(kSeed);
  Random random(kSeed);
  double least = 0;
  double most = 0;
  const auto look_at = [&](std::uint32_t x) {
    least = std::min(least, shortfall(x));
    most = std::max(most, shortfall(x));
  };
  for (std::uint32_t x = 1; x < 100'000; ++x) look_at(x);
  for (int i = 0; i < 300'000; ++i) look_at(of_any_size(random));
  for (std::uint32_t below = 0; below < 1000; ++below) look_at(kLargest - below);
  CHECK(least > -1e-6);  // what the double itself is wrong by
  CHECK(most < 1 + 1.0 / 32);
  CHECK(most > 0.9);  // or else the bound says too little
}

TEST_CASE("logarithms keep the order") {
  constexpr std::uint64_t kSeed = 62;
  CAPTURE(kSeed);
  Random random(kSeed);
  for (std::uint32_t x = 1; x < 100'000; ++x) REQUIRE(fixed_log2(x) < fixed_log2(x + 1));
  for (int i = 0; i < 100'000; ++i) {
    const std::uint32_t x = std::min(of_any_size(random), kLargest - 1);
    REQUIRE(fixed_log2(x) <= fixed_log2(x + 1));
  }
  for (std::uint32_t n = 1; n < 32; ++n) CHECK(fixed_log2((1u << n) - 1) < fixed_log2(1u << n));
  CHECK(fixed_log2(kLargest) < 32u << 24);
}

TEST_CASE("a power is never too large, and less than 2^-25 of it too small; greater arguments give smaller ones") {
  double least = 0;
  double most = 0;
  std::uint32_t last = kLargest;
  for (std::uint64_t y = 0; y < kWhole; y += y < 5000 || y > kWhole - 5000 ? 1 : 13) {
    const std::uint32_t power = fixed_exp2_of_minus(y);
    const double exact = std::exp2(-static_cast<double>(y) / kUnit) * kOne;
    least = std::min(least, exact - power);
    most = std::max(most, (exact - power - 1) / exact);
    const bool in_order = y == 0 || power < last;
    REQUIRE(in_order);
    last = power;
  }
  CHECK(least > -1e-5);
  CHECK(most < std::exp2(-25));
  CHECK(last >= 1u << 31);
}

TEST_CASE("each whole number in an argument halves the power") {
  constexpr std::uint64_t kSeed = 63;
  CAPTURE(kSeed);
  Random random(kSeed);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t fraction = random.below(1u << 24);
    for (std::uint64_t whole = 0; whole < 32; ++whole) {
      REQUIRE(fixed_exp2_of_minus(whole << 24 | fraction) == fixed_exp2_of_minus(fraction) >> whole);
    }
  }
}

TEST_CASE("2^-0 is the largest power, and huge arguments give 0") {
  CHECK(fixed_exp2_of_minus(0) == kLargest);
  CHECK(fixed_exp2_of_minus(32 * kWhole - 1) == 1);
  for (const std::uint64_t y :
       {32 * kWhole, 64 * kWhole, std::uint64_t{1} << 32, std::uint64_t{1} << 56, ~std::uint64_t{0}}) {
    CAPTURE(y);
    CHECK(fixed_exp2_of_minus(y) == 0);
  }
}

TEST_CASE("a power of a logarithm is the number again") {
  constexpr std::uint64_t kSeed = 64;
  CAPTURE(kSeed);
  Random random(kSeed);
  for (int i = 0; i < 100'000; ++i) {
    const std::uint32_t x = of_any_size(random);
    const double back = fixed_exp2_of_minus(32 * kWhole - fixed_log2(x));
    REQUIRE(std::abs(back - x) <= 1 + x * std::exp2(-23));
  }
}

}  // namespace pith
