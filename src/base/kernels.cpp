#include "base/kernels.h"

#include <cstdlib>
#include <string>

#include "pith/error.h"

#if defined(__x86_64__) && defined(__linux__)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace pith {

#if defined(__x86_64__) && defined(__linux__)
namespace {

bool has_bfloat16_tiles() {
  constexpr unsigned kExtendedFeatures = 7;
  constexpr unsigned kTileBfloat16 = 1U << 22;  // of edx, leaf 0
  constexpr unsigned kTiles = 1U << 24;         // of edx, too
  constexpr unsigned kBfloat16 = 1U << 5;       // of eax, leaf 1
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  if (__get_cpuid_count(kExtendedFeatures, 0, &a, &b, &c, &d) == 0) return false;
  if ((d & kTileBfloat16) == 0 || (d & kTiles) == 0) return false;
  return __get_cpuid_count(kExtendedFeatures, 1, &a, &b, &c, &d) != 0 && (a & kBfloat16) != 0;
}

/// Asks the system for tiles, for all threads of this process.
bool may_use_tiles() {
  constexpr long kRequestPermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
  constexpr long kTileData = 18;               // XFEATURE_XTILEDATA
  return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

}  // namespace
#endif

std::string_view name_of(Simd simd) {
  constexpr std::array<std::string_view, kAllSimd.size()> kNames = {"scalar", "neon",   "simd128",
                                                                    "avx2",   "avx512", "amx"};
  return kNames[static_cast<std::size_t>(simd)];
}

bool processor_has(Simd simd) {
  switch (simd) {
    case Simd::kScalar:
      return true;
#if defined(__aarch64__)
    case Simd::kNeon:
      return true;
#elif defined(__wasm_simd128__)
    case Simd::kSimd128:
      return true;
#elif defined(__x86_64__)
    case Simd::kAvx2:
      return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
    case Simd::kAvx512:
      return processor_has(Simd::kAvx2) && __builtin_cpu_supports("avx512f") != 0 &&
             __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512cd") != 0 &&
             __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
#if defined(__linux__)
    case Simd::kAmx: {
      static const bool kMay = processor_has(Simd::kAvx512) && has_bfloat16_tiles() && may_use_tiles();
      return kMay;
    }
#endif
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
