#include "base/fixed_log.h"

#include <array>
#include <bit>
#include <cassert>

namespace pith {

namespace {

constexpr int kFractionBits = 24;

/// floor(sqrt(n)).
constexpr std::uint64_t integer_root(std::uint64_t n) {
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 31; bit != 0; bit >>= 1) {
    const std::uint64_t larger = root | bit;
    if (larger * larger <= n) root = larger;
  }
  return root;
}

/// [i] = 2^-(2^-(i + 1)) in units of 2^-32: each is the square root of the one before. Below the exact value by less
/// than 2 units, and by less than 27 all together: found by computing them with more digits.
constexpr auto kRoots = [] {
  std::array<std::uint64_t, kFractionBits> roots{};
  std::uint64_t value = std::uint64_t{1} << 31;
  for (std::uint64_t& root : roots) {
    // sqrt(value / 2^32) * 2^32 = sqrt(value * 2^32), of a number below 2^64.
    value = integer_root(value << 32);
    root = value;
  }
  return roots;
}();

}  // namespace

std::uint32_t fixed_log2(std::uint32_t x) {
  assert(x >= 1);
  const int whole = std::bit_width(x) - 1;
  std::uint64_t mantissa = std::uint64_t{x} << (32 - whole);  // in [1, 2), in units of 2^-32
  std::uint32_t fraction = 0;
  for (int i = 0; i < kFractionBits; ++i) {
    const std::uint64_t half = mantissa >> 1;  // below 2^32
    // What the two roundings and that of the last turn take away is less than 4 * 2^-32 of it, 6 * 2^-32 in log2; as
    // the turns count half as much each, all of them come to less than 6 * 2^-32, which is below 2^-29.
    mantissa = (half * half) >> 30;
    const bool one = mantissa >> 33 != 0;
    fraction = fraction << 1 | (one ? 1u : 0u);
    if (one) mantissa >>= 1;
  }
  return (static_cast<std::uint32_t>(whole) << kFractionBits) + fraction;
}

std::uint32_t fixed_exp2_of_minus(std::uint64_t y) {
  const std::uint64_t whole = y >> kFractionBits;
  if (whole >= 32) return 0;
  std::uint64_t value = (std::uint64_t{1} << 32) - 1;
  // In units of 2^-32 of the exact value: 1 is missing at the start, the roots lack less than 28, and the 24 roundings
  // less than 2 each, as value stays above 2^31. Together less than 77, which is below 2^-25; and adjacent y are 177
  // apart, so the order is kept.
  for (int i = 0; i < kFractionBits; ++i) {
    if ((y >> (kFractionBits - 1 - i) & 1) != 0) value = (value * kRoots[i]) >> 32;
  }
  return static_cast<std::uint32_t>(value >> whole);
}

}  // namespace pith
