#pragma once

#include <cstdint>

#include "base/kernels.h"
#include "model/bits/logistic.h"

namespace pith {

/// The inner loops of the mixer over all its weight sets at once. Every implementation gives the same integers; the
/// scalar one is the definition.
///
/// x: (n) inputs, |x| <= kSquashLimit < 2^12. weights: (sets)(n), 65536 = 1, |w| <= kMaxWeight. n is a multiple of 8.
struct MixerKernels {
  /// out[s] = (sum over i of (x[i] * weights[s][i] >> 6)) >> 10, then clamped to +-kSquashLimit; all shifts round down.
  /// |x * w| < 2^12 * 2^19 = 2^31; with n <= 64 the sum is below 2^25 * 64 = 2^31. `out`: (kMaxSetsTogether), of which
  /// those after the sets may be set to 0.
  void (*mix)(const std::int32_t* x, const std::int32_t* const* weights, int sets, int n, std::int32_t* out);

  /// weights[s][i] += (x[i] * step[s] + 2^13) >> 14, then clamped to +-kMaxWeight. |step| <= kMaxStep.
  void (*train)(const std::int32_t* x, std::int32_t* const* weights, const std::int32_t* step, int sets, int n);
};

inline constexpr std::int32_t kMaxWeight = (1 << 19) - 1;
inline constexpr std::int32_t kMaxStep = (1 << 18) - 1;  // |x * step| + 2^13 < 2^30
inline constexpr int kMaxMixerInputs = 64;
inline constexpr int kMaxSetsTogether = 8;

// The bounds above, and that a weight can be moved before it is clamped.
static_assert(kSquashLimit * std::int64_t{kMaxWeight} < INT32_MAX);
static_assert(((kSquashLimit * std::int64_t{kMaxWeight} >> 6) + 1) * kMaxMixerInputs < INT32_MAX);
static_assert(kSquashLimit * std::int64_t{kMaxStep} + (1 << 13) < 1 << 30);
static_assert(kMaxWeight + (1 << 30 >> 14) < INT32_MAX);

extern const MixerKernels kScalarMixerKernels;

/// All of them, made at the first call.
const KernelFamily<MixerKernels>& mixer_kernel_family();

/// Those that this process uses.
inline const MixerKernels& mixer_kernels() { return *mixer_kernel_family().chosen().kernels; }

/// Null where the build lacks them.
const MixerKernels* avx2_mixer_kernels();
const MixerKernels* neon_mixer_kernels();
const MixerKernels* simd128_mixer_kernels();

}  // namespace pith
