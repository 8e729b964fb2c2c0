#include "model/mixer/kernels.h"

#if defined(PITH_SIMD) && defined(__wasm_simd128__)

#include <wasm_simd128.h>

#include <algorithm>

namespace pith {

namespace {

inline std::int32_t sum_of_lanes(v128_t sums) {
  const v128_t pairs = wasm_i32x4_add(sums, wasm_i32x4_shuffle(sums, sums, 2, 3, 0, 1));
  return wasm_i32x4_extract_lane(pairs, 0) + wasm_i32x4_extract_lane(pairs, 1);
}

void mix(const std::int32_t* x, const std::int32_t* const* weights, int sets, int n, std::int32_t* out) {
  for (int s = 0; s < sets; ++s) {
    const std::int32_t* w = weights[s];
    v128_t sum = wasm_i32x4_splat(0);
    for (int i = 0; i < n; i += 4) {
      const v128_t product = wasm_i32x4_mul(wasm_v128_load(x + i), wasm_v128_load(w + i));
      sum = wasm_i32x4_add(sum, wasm_i32x4_shr(product, 6));
    }
    out[s] = std::clamp(sum_of_lanes(sum) >> 10, -kSquashLimit, kSquashLimit);
  }
}

void train(const std::int32_t* x, std::int32_t* const* weights, const std::int32_t* step, int sets, int n) {
  const v128_t most = wasm_i32x4_splat(kMaxWeight);
  const v128_t least = wasm_i32x4_splat(-kMaxWeight);
  const v128_t half = wasm_i32x4_splat(1 << 13);
  for (int s = 0; s < sets; ++s) {
    std::int32_t* w = weights[s];
    const v128_t e = wasm_i32x4_splat(step[s]);
    for (int i = 0; i < n; i += 4) {
      const v128_t product = wasm_i32x4_mul(wasm_v128_load(x + i), e);
      const v128_t moved = wasm_i32x4_add(wasm_v128_load(w + i), wasm_i32x4_shr(wasm_i32x4_add(product, half), 14));
      wasm_v128_store(w + i, wasm_i32x4_max(least, wasm_i32x4_min(most, moved)));
    }
  }
}

constexpr MixerKernels kSimd128Kernels = {mix, train};

}  // namespace

const MixerKernels* simd128_mixer_kernels() { return &kSimd128Kernels; }

}  // namespace pith

#else

namespace pith {

const MixerKernels* simd128_mixer_kernels() { return nullptr; }

}  // namespace pith

#endif
