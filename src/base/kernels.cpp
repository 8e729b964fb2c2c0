#include "base/kernels.h"

#include <cstdlib>
#include <string>

#include "pith/error.h"

namespace pith {

std::string_view name_of(Simd simd) {
  constexpr std::array<std::string_view, kAllSimd.size()> kNames = {"scalar", "neon", "avx2", "avx512"};
  return kNames[static_cast<std::size_t>(simd)];
}

bool processor_has(Simd simd) {
  switch (simd) {
    case Simd::kScalar:
      return true;
#if defined(__aarch64__)
    case Simd::kNeon:
      return true;
#elif defined(__x86_64__)
    case Simd::kAvx2:
      return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
    case Simd::kAvx512:
      return processor_has(Simd::kAvx2) && __builtin_cpu_supports("avx512f") != 0 &&
             __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512cd") != 0 &&
             __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
#endif
    default:
      return false;
  }
}

Simd simd_limit() {
  const char* wish = std::getenv("PITH_SIMD");
  const bool forced = wish != nullptr && *wish != '\0';
  Simd best = Simd::kScalar;
  std::string names;
  for (const Simd simd : kAllSimd) {
    if (!processor_has(simd)) continue;
    if (forced && wish == name_of(simd)) return simd;
    best = simd;
    names += (names.empty() ? "" : ", ") + std::string(name_of(simd));
  }
  if (!forced) return best;
  throw Error(ErrorCode::kUsage, "PITH_SIMD is '" + std::string(wish) + "'; this processor has " + names);
}

}  // namespace pith
