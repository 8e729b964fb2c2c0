#include "model/network_kernels/kernels.h"

#include <algorithm>

#include "model/network_kernels/functions.h"

namespace pith {

namespace {

void dot_i8(const WeightTile* tiles, const std::int32_t* /*row_sums*/, const std::int8_t* x, std::size_t rows,
            std::size_t columns, std::int32_t* out) {
  constexpr std::size_t kRows = WeightTile::kRows;
  constexpr std::size_t kColumns = WeightTile::kColumns;
  std::fill_n(out, rows, 0);
  for (std::size_t first = 0; first < rows; first += kRows) {
    for (std::size_t column = 0; column < columns; column += kColumns, ++tiles) {
      for (std::size_t row = 0; row < kRows; ++row) {
        for (std::size_t i = 0; i < kColumns; ++i) out[first + row] += tiles->weights[row][i] * x[column + i];
      }
    }
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

std::int32_t product_of(const RnnProducts& products, std::size_t gate) {
  return (products.sums[gate] * products.scale[gate] + 32) >> 6;
}

void update(const RnnGates& gates, std::size_t units, const RnnStateView& view) {
  const auto read = [&gates](std::size_t gate) { return gates.inputs[gate] + product_of(gates.projection, gate); };
  for (std::size_t i = 0; i < units; ++i) {
    const std::int32_t r = rnn_sigmoid(read(i) + product_of(gates.recurrent, i));
    const std::int32_t z = rnn_sigmoid(read(units + i) + product_of(gates.recurrent, units + i));
    const std::int32_t product =
        std::clamp(product_of(gates.recurrent, 2 * units + i) + gates.bias[i], -kMaxRnnProduct, kMaxRnnProduct);
    const std::int32_t n = rnn_tanh(read(2 * units + i) + scaled(product, r));
    view.state[i] = n + scaled(view.state[i] - n, z);
    view.features[i] = static_cast<std::int16_t>((view.state[i] + 256) >> 9);
    view.activations[i] = static_cast<std::int8_t>(view.features[i]);
  }
}

/// The signed number that the 4 low bits are.
std::int32_t nibble(std::int32_t bits) { return static_cast<std::int8_t>(bits << 4) >> 4; }

void embed(const RnnEmbeddedRow* rows, std::size_t row_count, std::size_t count, std::int8_t* out) {
  for (std::size_t i = 0; i < count; ++i) {
    std::int32_t sum = 0;
    for (std::size_t row = 0; row < row_count; ++row) {
      sum += nibble(rows[row].weights[i / 2] >> 4 * (i % 2)) * rows[row].scale;
    }
    out[i] = static_cast<std::int8_t>(std::clamp((sum + 8) >> 4, -kActivationOne, kActivationOne));
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

const RnnKernels kScalarRnnKernels = {dot_i8, dot_i16, inputs, add_scaled, update, embed, sgd_step, shares};

const KernelFamily<RnnKernels>& rnn_kernel_family() {
  static const KernelFamily<RnnKernels> kFamily = {{Simd::kScalar, &kScalarRnnKernels},
                                                   {Simd::kNeon, neon_rnn_kernels()},
                                                   {Simd::kSimd128, simd128_rnn_kernels()},
                                                   {Simd::kAvx2, avx2_rnn_kernels()},
                                                   {Simd::kAvx512, avx512_rnn_kernels()}};
  return kFamily;
}

}  // namespace pith
