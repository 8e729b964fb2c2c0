#pragma once

#include <cstdlib>
#include <string_view>

namespace pith {

/// Which kernels the environment variable PITH_SIMD asks for: "0" for the scalar ones, "avx2" for none that need more
/// than AVX2, anything else for the fastest. For tests and benchmarks: all give the same numbers.
enum class SimdWish { kNone, kAvx2, kBest };

inline SimdWish simd_wish() {
  const char* wish = std::getenv("PITH_SIMD");
  if (wish == nullptr) return SimdWish::kBest;
  if (std::string_view(wish) == "0") return SimdWish::kNone;
  return std::string_view(wish) == "avx2" ? SimdWish::kAvx2 : SimdWish::kBest;
}

}  // namespace pith
