#pragma once

#include <cstdint>

namespace pith {

// Both keep the order: of two arguments the larger never gives the smaller log2, nor the larger exp2.

/// log2(x) in units of 2^-24: never above it, and less than 1 + 2^-5 units below. Exact where x is a power of two.
/// REQUIRES: x >= 1.
std::uint32_t fixed_log2(std::uint32_t x);

/// 2^-y in units of 2^-32, for y in units of 2^-24: never above it, and below by less than 2^-25 of it and 1 unit.
/// 2^32 - 1 for y = 0; 0 from y = 32 * 2^24 on.
std::uint32_t fixed_exp2_of_minus(std::uint64_t y);

}  // namespace pith
