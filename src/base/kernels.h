#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace pith {

/// The kinds of instructions that kernels (inner loops) are written for, slower before faster. A processor has those
/// of one kind: of ARM, of WebAssembly or of x86.
enum class Simd : std::uint8_t {
  kScalar,   ///< none beyond what the build demands of any processor
  kNeon,     ///< 64-bit ARM
  kSimd128,  ///< WebAssembly
  kAvx2,     ///< x86-64-v3: AVX2 and FMA
  kAvx512,   ///< x86-64-v4: AVX-512 F, BW, CD, DQ, VL
  kAmx,      ///< besides: tiles and products of bfloat16 in them, where the system allows tiles
};

inline constexpr std::array kAllSimd = {Simd::kScalar, Simd::kNeon,   Simd::kSimd128,
                                        Simd::kAvx2,   Simd::kAvx512, Simd::kAmx};

/// Its name, as the environment variable PITH_SIMD has it: "scalar", "neon", "simd128", "avx2", "avx512" or "amx".
std::string_view name_of(Simd simd);

/// Whether this processor has such instructions.
bool processor_has(Simd simd);

/// What kernels may use at most: what PITH_SIMD names, else the best that this processor has. For tests and benchmarks.
/// Throws Error kUsage if PITH_SIMD names what this processor lacks. Empty is as if it were not set.
Simd simd_limit();

/// The kernels that one part of the program has, a set for each kind of processor. `Kernels` is a struct of pointers to
/// functions; a set that gives other results than the scalar one is wrong, except for the rounding of floats.
template <typename Kernels>
class KernelFamily {
 public:
  struct Variant {
    Simd simd;
    const Kernels* kernels;  ///< null where the build lacks them, or the processor lacks what else they need
  };

  /// `variants`: the scalar one first, then in the order of Simd. Throws as simd_limit().
  KernelFamily(std::initializer_list<Variant> variants) {
    for (const Variant& each : variants) {
      assert(usable_.empty() ? each.simd == Simd::kScalar : each.simd > usable_.back().simd);
      if (each.kernels != nullptr && processor_has(each.simd)) usable_.push_back(each);
    }
    chosen_ = fastest(simd_limit());
  }

  /// Those that run here, the scalar one first, the fastest last.
  std::span<const Variant> usable() const { return usable_; }

  /// The fastest of them that use no more than `limit`.
  const Variant& fastest(Simd limit) const {
    return *std::ranges::find_if(usable_.rbegin(), usable_.rend(),
                                 [limit](const Variant& v) { return v.simd <= limit; });
  }

  /// The fastest within simd_limit(): what this process uses.
  const Variant& chosen() const { return chosen_; }

 private:
  std::vector<Variant> usable_;
  Variant chosen_;
};

}  // namespace pith
