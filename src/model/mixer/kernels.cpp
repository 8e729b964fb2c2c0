#include "model/mixer/kernels.h"

#include <algorithm>

namespace pith {

namespace {

void mix(const std::int32_t* x, const std::int32_t* const* weights, int sets, int n, std::int32_t* out) {
  for (int s = 0; s < sets; ++s) {
    std::int32_t sum = 0;
    for (int i = 0; i < n; ++i) {
      sum += (x[i] * weights[s][i]) >> 6;
    }
    out[s] = std::clamp(sum >> 10, -kSquashLimit, kSquashLimit);
  }
}

void train(const std::int32_t* x, std::int32_t* const* weights, const std::int32_t* step, int sets, int n) {
  for (int s = 0; s < sets; ++s) {
    for (int i = 0; i < n; ++i) {
      const std::int32_t moved = weights[s][i] + ((x[i] * step[s] + (1 << 13)) >> 14);
      weights[s][i] = std::clamp(moved, -kMaxWeight, kMaxWeight);
    }
  }
}

}  // namespace

const MixerKernels kScalarMixerKernels = {mix, train};

const KernelFamily<MixerKernels>& mixer_kernel_family() {
  static const KernelFamily<MixerKernels> kFamily = {{Simd::kScalar, &kScalarMixerKernels},
                                                     {Simd::kNeon, neon_mixer_kernels()},
                                                     {Simd::kSimd128, simd128_mixer_kernels()},
                                                     {Simd::kAvx2, avx2_mixer_kernels()}};
  return kFamily;
}

}  // namespace pith
