#include "model/network_kernels/kernels.h"

#if defined(PITH_SIMD) && defined(__aarch64__)

#include <arm_neon.h>

#include <cstring>

namespace pith {

namespace {

/// Of four products each, pairs are summed in 16 bits: at most 2 * 127 * 64.
void dot_i8(const WeightTile* tiles, const std::int32_t* /*row_sums*/, const std::int8_t* x, std::size_t rows,
            std::size_t columns, std::int32_t* out) {
  for (std::size_t row = 0; row < rows; row += WeightTile::kRows) {
    int32x4_t sums[16] = {};
    for (std::size_t i = 0; i < columns; i += WeightTile::kColumns, ++tiles) {
      std::int32_t four = 0;
      std::memcpy(&four, x + i, sizeof(four));
      const int8x16_t activations = vreinterpretq_s8_s32(vdupq_n_s32(four));
      for (std::size_t k = 0; k < 16; ++k) {
        const int8x16_t weights = vld1q_s8(tiles->weights[4 * k]);
        const int16x8_t low = vmull_s8(vget_low_s8(weights), vget_low_s8(activations));
        const int16x8_t high = vmull_high_s8(weights, activations);
        sums[k] = vpadalq_s16(sums[k], vpaddq_s16(low, high));
      }
    }
    for (std::size_t k = 0; k < 16; ++k) vst1q_s32(out + row + 4 * k, sums[k]);
  }
}

void dot_i16(const std::int16_t* weights, const std::int16_t* x, std::size_t rows, std::size_t columns,
             std::int32_t* out) {
  for (std::size_t row = 0; row < rows; ++row) {
    const std::int16_t* w = weights + row * columns;
    int32x4_t sum = vdupq_n_s32(0);
    for (std::size_t i = 0; i < columns; i += 8) {
      const int16x8_t a = vld1q_s16(w + i);
      const int16x8_t b = vld1q_s16(x + i);
      sum = vmlal_s16(sum, vget_low_s16(a), vget_low_s16(b));
      sum = vmlal_high_s16(sum, a, b);
    }
    out[row] = vaddvq_s32(sum);
  }
}

void inputs(const std::int32_t* base, const std::int8_t* a, const std::int32_t* a_scale, const std::int8_t* b,
            const std::int32_t* b_scale, std::size_t count, std::int32_t* out) {
  for (std::size_t i = 0; i < count; i += 8) {
    const int16x8_t wide_a = vmovl_s8(vld1_s8(a + i));
    const int16x8_t wide_b = vmovl_s8(vld1_s8(b + i));
    int32x4_t low = vmulq_s32(vmovl_s16(vget_low_s16(wide_a)), vld1q_s32(a_scale + i));
    int32x4_t high = vmulq_s32(vmovl_high_s16(wide_a), vld1q_s32(a_scale + i + 4));
    low = vmlaq_s32(low, vmovl_s16(vget_low_s16(wide_b)), vld1q_s32(b_scale + i));
    high = vmlaq_s32(high, vmovl_high_s16(wide_b), vld1q_s32(b_scale + i + 4));
    vst1q_s32(out + i, vaddq_s32(vld1q_s32(base + i), vrshrq_n_s32(low, 4)));
    vst1q_s32(out + i + 4, vaddq_s32(vld1q_s32(base + i + 4), vrshrq_n_s32(high, 4)));
  }
}

void add_scaled(const std::int32_t* sums, const std::int32_t* scale, std::size_t count, std::int32_t* into) {
  for (std::size_t i = 0; i < count; i += 4) {
    const int32x4_t product = vmulq_s32(vld1q_s32(sums + i), vld1q_s32(scale + i));
    vst1q_s32(into + i, vaddq_s32(vld1q_s32(into + i), vrshrq_n_s32(product, 6)));
  }
}

void sgd_step(const std::int16_t* x, std::int32_t step, std::size_t count, std::int32_t* fine, std::int16_t* weights) {
  const int32x4_t most = vdupq_n_s32(kMaxFineOutput);
  const int32x4_t least = vdupq_n_s32(-kMaxFineOutput);
  for (std::size_t i = 0; i < count; i += 4) {
    const int32x4_t move = vrshrq_n_s32(vmulq_n_s32(vmovl_s16(vld1_s16(x + i)), step), 8);
    const int32x4_t moved = vmaxq_s32(least, vminq_s32(most, vaddq_s32(vld1q_s32(fine + i), move)));
    vst1q_s32(fine + i, moved);
    vst1_s16(weights + i, vshrn_n_s32(moved, 16));
  }
}

}  // namespace

const RnnKernels* neon_rnn_kernels() {
  static const RnnKernels kernels = {dot_i8,
                                     dot_i16,
                                     inputs,
                                     add_scaled,
                                     kScalarRnnKernels.update,
                                     kScalarRnnKernels.embed,
                                     sgd_step,
                                     kScalarRnnKernels.shares};
  return &kernels;
}

}  // namespace pith

#else

namespace pith {

const RnnKernels* neon_rnn_kernels() { return nullptr; }

}  // namespace pith

#endif
