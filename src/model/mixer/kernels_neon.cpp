#include "model/mixer/kernels.h"

#if defined(PITH_SIMD) && defined(__aarch64__)

#include <arm_neon.h>

#include <algorithm>

namespace pith {

namespace {

void mix(const std::int32_t* x, const std::int32_t* const* weights, int sets, int n, std::int32_t* out) {
  for (int s = 0; s < sets; ++s) {
    const std::int32_t* w = weights[s];
    int32x4_t sum = vdupq_n_s32(0);
    for (int i = 0; i < n; i += 4) {
      sum = vsraq_n_s32(sum, vmulq_s32(vld1q_s32(x + i), vld1q_s32(w + i)), 6);
    }
    out[s] = std::clamp(vaddvq_s32(sum) >> 10, -kSquashLimit, kSquashLimit);
  }
}

void train(const std::int32_t* x, std::int32_t* const* weights, const std::int32_t* step, int sets, int n) {
  const int32x4_t most = vdupq_n_s32(kMaxWeight);
  const int32x4_t least = vdupq_n_s32(-kMaxWeight);
  for (int s = 0; s < sets; ++s) {
    std::int32_t* w = weights[s];
    const int32x4_t e = vdupq_n_s32(step[s]);
    for (int i = 0; i < n; i += 4) {
      const int32x4_t move = vrshrq_n_s32(vmulq_s32(vld1q_s32(x + i), e), 14);
      const int32x4_t moved = vaddq_s32(vld1q_s32(w + i), move);
      vst1q_s32(w + i, vmaxq_s32(least, vminq_s32(most, moved)));
    }
  }
}

constexpr MixerKernels kNeonKernels = {mix, train};

}  // namespace

const MixerKernels* neon_mixer_kernels() { return &kNeonKernels; }

}  // namespace pith

#else

namespace pith {

const MixerKernels* neon_mixer_kernels() { return nullptr; }

}  // namespace pith

#endif
