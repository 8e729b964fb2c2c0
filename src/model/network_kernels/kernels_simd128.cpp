#include "model/network_kernels/kernels.h"

#if defined(PITH_SIMD) && defined(__wasm_simd128__)

#include <wasm_simd128.h>

#include <algorithm>
#include <cstring>

namespace pith {

namespace {

/// The sums of two neighbours each: of a first, then of b.
inline v128_t pair_sums(v128_t a, v128_t b) {
  return wasm_i32x4_add(wasm_i32x4_shuffle(a, b, 0, 2, 4, 6), wasm_i32x4_shuffle(a, b, 1, 3, 5, 7));
}

/// The sums of 16 rows of a tile row: two lanes a row are summed apart until the end.
void dot_16_rows(const std::int8_t* weights, const std::int8_t* x, std::size_t columns, std::int32_t* out) {
  v128_t sums[8];
  for (v128_t& sum : sums) sum = wasm_i32x4_splat(0);
  for (std::size_t i = 0; i < columns; i += WeightTile::kColumns, weights += sizeof(WeightTile)) {
    std::int32_t four = 0;
    std::memcpy(&four, x + i, sizeof(four));
    const v128_t activations = wasm_i16x8_extend_low_i8x16(wasm_i32x4_splat(four));
    for (std::size_t k = 0; k < 8; ++k) {
      sums[k] = wasm_i32x4_add(sums[k], wasm_i32x4_dot_i16x8(wasm_i16x8_load8x8(weights + 8 * k), activations));
    }
  }
  for (std::size_t k = 0; k < 4; ++k) wasm_v128_store(out + 4 * k, pair_sums(sums[2 * k], sums[2 * k + 1]));
}

void dot_i8(const WeightTile* tiles, const std::int32_t* /*row_sums*/, const std::int8_t* x, std::size_t rows,
            std::size_t columns, std::int32_t* out) {
  constexpr std::size_t kTogether = 16;
  for (std::size_t row = 0; row < rows; row += WeightTile::kRows, tiles += columns / WeightTile::kColumns) {
    for (std::size_t first = 0; first < WeightTile::kRows; first += kTogether) {
      dot_16_rows(tiles->weights[first], x, columns, out + row + first);
    }
  }
}

void dot_i16(const std::int16_t* weights, const std::int16_t* x, std::size_t rows, std::size_t columns,
             std::int32_t* out) {
  for (std::size_t row = 0; row < rows; ++row) {
    const std::int16_t* w = weights + row * columns;
    v128_t sum = wasm_i32x4_splat(0);
    for (std::size_t i = 0; i < columns; i += 8) {
      sum = wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(wasm_v128_load(w + i), wasm_v128_load(x + i)));
    }
    const v128_t pairs = pair_sums(sum, sum);
    out[row] = wasm_i32x4_extract_lane(pairs, 0) + wasm_i32x4_extract_lane(pairs, 1);
  }
}

/// Sums of rows as activations.
inline v128_t rounded(v128_t sums) {
  const v128_t units = wasm_i32x4_shr(wasm_i32x4_add(sums, wasm_i32x4_splat(8)), 4);
  return wasm_i32x4_max(wasm_i32x4_splat(-kActivationOne), wasm_i32x4_min(wasm_i32x4_splat(kActivationOne), units));
}

/// Even and odd columns are summed apart.
void embed(const RnnEmbeddedRow* rows, std::size_t row_count, std::size_t count, std::int8_t* out) {
  const v128_t byte = wasm_i32x4_splat(255);
  for (std::size_t i = 0; i < count; i += 8) {
    v128_t even = wasm_i32x4_splat(0);
    v128_t odd = wasm_i32x4_splat(0);
    for (std::size_t row = 0; row < row_count; ++row) {
      const v128_t bytes = wasm_v128_load32_zero(rows[row].weights + i / 2);
      const v128_t both = wasm_i32x4_extend_low_i16x8(wasm_i16x8_extend_low_i8x16(bytes));
      const v128_t scale = wasm_i32x4_splat(rows[row].scale);
      const v128_t low = wasm_i32x4_shr(wasm_i32x4_shl(both, 28), 28);
      even = wasm_i32x4_add(even, wasm_i32x4_mul(low, scale));
      odd = wasm_i32x4_add(odd, wasm_i32x4_mul(wasm_i32x4_shr(both, 4), scale));
    }
    const v128_t low = wasm_v128_and(rounded(even), byte);
    const v128_t pairs = wasm_v128_or(low, wasm_i32x4_shl(wasm_v128_and(rounded(odd), byte), 8));
    wasm_v128_store64_lane(out + i, wasm_u16x8_narrow_i32x4(pairs, pairs), 0);
  }
}

inline v128_t nudged(v128_t x, const std::int32_t* fine, v128_t step) {
  const v128_t product = wasm_i32x4_add(wasm_i32x4_mul(x, step), wasm_i32x4_splat(128));
  const v128_t moved = wasm_i32x4_add(wasm_v128_load(fine), wasm_i32x4_shr(product, 8));
  return wasm_i32x4_max(wasm_i32x4_splat(-kMaxFineOutput), wasm_i32x4_min(wasm_i32x4_splat(kMaxFineOutput), moved));
}

void sgd_step(const std::int16_t* x, std::int32_t step, std::size_t count, std::int32_t* fine, std::int16_t* weights) {
  const v128_t steps = wasm_i32x4_splat(step);
  for (std::size_t i = 0; i < count; i += 8) {
    const v128_t wide = wasm_v128_load(x + i);
    const v128_t low = nudged(wasm_i32x4_extend_low_i16x8(wide), fine + i, steps);
    const v128_t high = nudged(wasm_i32x4_extend_high_i16x8(wide), fine + i + 4, steps);
    wasm_v128_store(fine + i, low);
    wasm_v128_store(fine + i + 4, high);
    wasm_v128_store(weights + i, wasm_i16x8_narrow_i32x4(wasm_i32x4_shr(low, 16), wasm_i32x4_shr(high, 16)));
  }
}

}  // namespace

/// The rest are loops that compilers turn into the same instructions.
const RnnKernels* simd128_rnn_kernels() {
  static const RnnKernels kernels = {
      dot_i8, dot_i16,  kScalarRnnKernels.inputs, kScalarRnnKernels.add_scaled, kScalarRnnKernels.update,
      embed,  sgd_step, kScalarRnnKernels.shares};
  return &kernels;
}

}  // namespace pith

#else

namespace pith {

const RnnKernels* simd128_rnn_kernels() { return nullptr; }

}  // namespace pith

#endif
