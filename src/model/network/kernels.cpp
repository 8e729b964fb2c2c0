#include "model/network/kernels.h"

#include <algorithm>

#include "model/network/functions.h"

namespace pith {

namespace {

void dot_i8(const std::int8_t* weights, const std::int32_t* /*row_sums*/, const std::int8_t* x, std::size_t rows,
            std::size_t columns, std::int32_t* out) {
  for (std::size_t row = 0; row < rows; ++row) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < columns; ++i) sum += weights[row * columns + i] * x[i];
    out[row] = sum;
  }
}

void dot_i16(const std::int16_t* weights, const std::int16_t* x, std::size_t rows, std::size_t columns,
             std::int32_t* out) {
  for (std::size_t row = 0; row < rows; ++row) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < columns; ++i) sum += weights[row * columns + i] * x[i];
    out[row] = sum;
  }
}

void inputs(const std::int32_t* base, const std::int8_t* a, const std::int32_t* a_scale, const std::int8_t* b,
            const std::int32_t* b_scale, std::size_t count, std::int32_t* out) {
  for (std::size_t i = 0; i < count; ++i) out[i] = base[i] + ((a[i] * a_scale[i] + b[i] * b_scale[i] + 8) >> 4);
}

void add_scaled(const std::int32_t* sums, const std::int32_t* scale, std::size_t count, std::int32_t* into) {
  for (std::size_t i = 0; i < count; ++i) into[i] += (sums[i] * scale[i] + 32) >> 6;
}

/// a * b with b in 2^-15.
std::int32_t scaled(std::int32_t a, std::int32_t b) { return (a * b + (1 << 14)) >> 15; }

void update(const std::int32_t* inputs, const RnnProducts& recurrent, const std::int32_t* bias, std::size_t hidden,
            const RnnStateView& view) {
  const auto product_of = [&recurrent](std::size_t gate) {
    return (recurrent.sums[gate] * recurrent.scale[gate] + 32) >> 6;
  };
  for (std::size_t i = 0; i < hidden; ++i) {
    const std::int32_t r = rnn_sigmoid(inputs[i] + product_of(i));
    const std::int32_t z = rnn_sigmoid(inputs[hidden + i] + product_of(hidden + i));
    const std::int32_t product = std::clamp(product_of(2 * hidden + i) + bias[i], -kMaxRnnProduct, kMaxRnnProduct);
    const std::int32_t n = rnn_tanh(inputs[2 * hidden + i] + scaled(product, r));
    view.state[i] = n + scaled(view.state[i] - n, z);
    view.features[i] = static_cast<std::int16_t>((view.state[i] + 256) >> 9);
    view.activations[i] = static_cast<std::int8_t>(view.features[i]);
  }
}

void sgd_step(const std::int16_t* x, std::int32_t step, std::size_t count, std::int32_t* fine, std::int16_t* weights) {
  for (std::size_t i = 0; i < count; ++i) {
    fine[i] = std::clamp(fine[i] + ((x[i] * step + 128) >> 8), -kMaxFineOutput, kMaxFineOutput);
    weights[i] = static_cast<std::int16_t>(fine[i] >> 16);
  }
}

void shares(const std::int32_t* logits, std::int32_t most, std::size_t count, std::uint32_t* out) {
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = rnn_exp((static_cast<std::uint32_t>(most) - static_cast<std::uint32_t>(logits[i])) >> 5);
  }
}

}  // namespace

const RnnKernels kScalarRnnKernels = {dot_i8, dot_i16, inputs, add_scaled, update, sgd_step, shares};

const KernelFamily<RnnKernels>& rnn_kernel_family() {
  static const KernelFamily<RnnKernels> kFamily = {{Simd::kScalar, &kScalarRnnKernels},
                                                   {Simd::kNeon, neon_rnn_kernels()},
                                                   {Simd::kAvx2, avx2_rnn_kernels()},
                                                   {Simd::kAvx512, avx512_rnn_kernels()}};
  return kFamily;
}

}  // namespace pith
