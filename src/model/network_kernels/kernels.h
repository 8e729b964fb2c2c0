#pragma once

#include <cstddef>
#include <cstdint>

#include "base/kernels.h"
#include "model/network_kernels/network_limits.h"
#include "model/network_kernels/weight_tile.h"

namespace pith {

/// The state of a unit and what others see of it: (units) each.
struct RnnStateView {
  std::int32_t* state;       ///< in 2^-15
  std::int8_t* activations;  ///< in 1/64
  std::int16_t* features;    ///< the same
};

/// Sums of products and what turns each into units of 2^-12: (sum * scale + 32) >> 6. (gates) each.
struct RnnProducts {
  const std::int32_t* sums;   ///< |sum| < 2^23
  const std::int32_t* scale;  ///< in [0, 255]
};

/// What the gates of a unit read. Of each array, r, z and n lie one after another.
struct RnnGates {
  const std::int32_t* inputs;  ///< (gates), |input| < 2^27 together with the projection
  RnnProducts projection;      ///< of what is embedded; added to the inputs
  RnnProducts recurrent;       ///< of the activations
  const std::int32_t* bias;    ///< (units), of the recurrent products of n; |bias| <= 2^15
};

/// The row of an embedding table whose numbers have 4 bits (EmbeddingTable).
struct RnnEmbeddedRow {
  const std::uint8_t* weights;
  std::int32_t scale;  ///< in [0, 65535]
};

/// The inner loops of the network in integers. Every implementation gives the same integers; the scalar one is the
/// definition. Counts are multiples of kUnitsTogether.
struct RnnKernels {
  /// out[r] = sum over i of weights[r][i] * x[i], |weight| <= 127, |x| <= kActivationOne. row_sums: those of the
  /// weights. rows and columns are multiples of 64, columns <= kMaxUnits.
  /// |sum| <= 1024 * 127 * 64 < 2^23.
  void (*dot_i8)(const WeightTile* tiles, const std::int32_t* row_sums, const std::int8_t* x, std::size_t rows,
                 std::size_t columns, std::int32_t* out);

  /// The same with weights of 16 bits, |weight| <= kMaxOutput, and any number of rows. columns <= kMaxFeatures.
  /// |sum| <= 1280 * 16383 * 64 < 2^31.
  void (*dot_i16)(const std::int16_t* weights, const std::int16_t* x, std::size_t rows, std::size_t columns,
                  std::int32_t* out);

  /// out[i] = base[i] + ((a[i] * a_scale[i] + b[i] * b_scale[i] + 8) >> 4). Scales are in [0, 65535].
  void (*inputs)(const std::int32_t* base, const std::int8_t* a, const std::int32_t* a_scale, const std::int8_t* b,
                 const std::int32_t* b_scale, std::size_t count, std::int32_t* out);

  /// into[i] += (sums[i] * scale[i] + 32) >> 6. |sums[i]| < 2^23, scales are in [0, 255].
  void (*add_scaled)(const std::int32_t* sums, const std::int32_t* scale, std::size_t count, std::int32_t* into);

  /// The step of a unit, as GatedUnit says. |state| <= 32767.
  void (*update)(const RnnGates& gates, std::size_t units, const RnnStateView& state);

  /// out[i] = clamp((sum of numbers[i] * scale of all rows + 8) >> 4, +-kActivationOne). At most 6 rows:
  /// |sum| <= 6 * 8 * 65535 < 2^22.
  void (*embed)(const RnnEmbeddedRow* rows, std::size_t row_count, std::size_t count, std::int8_t* out);

  /// fine[i] = clamp(fine[i] + ((x[i] * step + 128) >> 8), +-kMaxOutput << 16); weights[i] = fine[i] >> 16.
  /// |step| <= kMaxRnnStep.
  void (*sgd_step)(const std::int16_t* x, std::int32_t step, std::size_t count, std::int32_t* fine,
                   std::int16_t* weights);

  /// out[i] = rnn_exp((most - logits[i]) >> 5), the difference taken without a sign. No logit is above `most`. Any
  /// count.
  void (*shares)(const std::int32_t* logits, std::int32_t most, std::size_t count, std::uint32_t* out);
};

inline constexpr std::size_t kMaxRnnFeatures = kMaxUnits + kMaxEmbeddingNumbers;
inline constexpr std::int32_t kMaxRnnStep = 1 << 24;
inline constexpr std::int32_t kMaxFineOutput = kMaxOutputWeight * 65536;

// The bounds above.
inline constexpr std::int32_t kMaxRnnProduct = 65535;  ///< what the reset gate is multiplied with is clamped to +- this
static_assert(std::int64_t{32767} * kMaxRnnProduct + (1 << 14) <= INT32_MAX);
static_assert(std::int64_t{32767} * (2 * std::int64_t{32767}) + (1 << 14) <= INT32_MAX);
static_assert((std::int64_t{1 << 23} * 255 + 32) / 64 <= 1 << 25);
// What the gates read: bias, two rows, the embedding, and what the slow clock tells.
static_assert((std::int64_t{2} * 127 * 65535 + 8) / 16 + (1 << 15) + 2 * (1 << 25) < 1 << 27);
// Logits: the output layer, its bias, and what the slow clock adds.
static_assert(std::int64_t{kMaxRnnFeatures} * kMaxOutputWeight * kActivationOne +
                  (std::int64_t{kMaxOutputWeight} << 6) + std::int64_t{kMaxUnits} * kMaxToldWeight * kActivationOne <
              INT32_MAX);
static_assert(std::int64_t{kMaxUnits} * 127 * kActivationOne < 1 << 23);
static_assert(std::int64_t{1 << 23} * 255 + 32 <= INT32_MAX);
static_assert(std::int64_t{kMaxRnnFeatures} * kMaxOutputWeight * kActivationOne < INT32_MAX);
static_assert(2 * std::int64_t{127} * 65535 + 8 < INT32_MAX);
static_assert(std::int64_t{kMaxRnnStep} * kActivationOne + 128 <= INT32_MAX);
static_assert(std::int64_t{kMaxFineOutput} + (std::int64_t{kMaxRnnStep} * kActivationOne >> 8) + 1 < INT32_MAX);
// Unsigned activations in pairs, as multiplied by kernels that saturate at 16 bits.
static_assert(2 * 2 * kActivationOne * 127 <= INT16_MAX);

extern const RnnKernels kScalarRnnKernels;

/// All of them, made at the first call.
const KernelFamily<RnnKernels>& rnn_kernel_family();

/// Those that this process uses.
inline const RnnKernels& rnn_kernels() { return *rnn_kernel_family().chosen().kernels; }

/// Null where the build lacks them; those with AVX-512 also where the processor lacks its VNNI.
const RnnKernels* avx2_rnn_kernels();
const RnnKernels* avx512_rnn_kernels();
const RnnKernels* neon_rnn_kernels();
const RnnKernels* simd128_rnn_kernels();

}  // namespace pith
