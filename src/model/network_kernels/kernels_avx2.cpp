#include "model/network_kernels/kernels.h"

#if defined(PITH_SIMD) && defined(__x86_64__)

#include <immintrin.h>

#include <cstring>

#include "model/network_kernels/functions.h"

#define PITH_AVX2 __attribute__((target("avx2")))

namespace pith {

namespace {

PITH_AVX2 inline __m256i load(const void* p) { return _mm256_loadu_si256(static_cast<const __m256i*>(p)); }
PITH_AVX2 inline void store(void* p, __m256i v) { _mm256_storeu_si256(static_cast<__m256i*>(p), v); }
PITH_AVX2 inline __m256i widen8(const std::int8_t* p) {
  return _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p)));
}

/// The sums of the lanes of four vectors.
PITH_AVX2 inline __m128i sums_of_lanes(const __m256i (&v)[4]) {
  const __m256i sums = _mm256_hadd_epi32(_mm256_hadd_epi32(v[0], v[1]), _mm256_hadd_epi32(v[2], v[3]));
  return _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
}

/// Multiplies with x + 64, which is unsigned, as there is no product of signed bytes; 64 * row_sums is what that is too
/// much. No pair of products exceeds 16 bits (kernels.h).
PITH_AVX2 void dot_i8(const WeightTile* tiles, const std::int32_t* row_sums, const std::int8_t* x, std::size_t rows,
                      std::size_t columns, std::int32_t* out) {
  constexpr std::size_t kAhead = 8;  // tiles, asked for early from the cache that holds all weights
  alignas(32) std::uint8_t shifted[kMaxUnits];
  const __m256i one = _mm256_set1_epi8(kActivationOne);
  for (std::size_t i = 0; i < columns; i += 32) store(shifted + i, _mm256_add_epi8(load(x + i), one));
  const __m256i pairs = _mm256_set1_epi16(1);
  for (std::size_t row = 0; row < rows; row += WeightTile::kRows) {
    __m256i sums[8] = {};
    for (std::size_t i = 0; i < columns; i += WeightTile::kColumns, ++tiles) {
      std::int32_t four = 0;
      std::memcpy(&four, shifted + i, sizeof(four));
      const __m256i activations = _mm256_set1_epi32(four);
      const char* const ahead = reinterpret_cast<const char*>(tiles + kAhead);
      for (std::size_t k = 0; k < 4; ++k) _mm_prefetch(ahead + 64 * k, _MM_HINT_T0);
      for (std::size_t k = 0; k < 8; ++k) {
        const __m256i products = _mm256_maddubs_epi16(activations, load(tiles->weights[8 * k]));
        sums[k] = _mm256_add_epi32(sums[k], _mm256_madd_epi16(products, pairs));
      }
    }
    for (std::size_t k = 0; k < 8; ++k) {
      store(out + row + 8 * k, _mm256_sub_epi32(sums[k], _mm256_slli_epi32(load(row_sums + row + 8 * k), 6)));
    }
  }
}

PITH_AVX2 void dot_i16(const std::int16_t* weights, const std::int16_t* x, std::size_t rows, std::size_t columns,
                       std::int32_t* out) {
  std::size_t row = 0;
  for (; row + 4 <= rows; row += 4) {
    __m256i sums[4] = {};
    const std::int16_t* w = weights + row * columns;
    for (std::size_t i = 0; i < columns; i += 16) {
      const __m256i activations = load(x + i);
      for (std::size_t r = 0; r < 4; ++r) {
        sums[r] = _mm256_add_epi32(sums[r], _mm256_madd_epi16(activations, load(w + r * columns + i)));
      }
    }
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + row), sums_of_lanes(sums));
  }
  for (; row < rows; ++row) {
    __m256i sums[4] = {};
    for (std::size_t i = 0; i < columns; i += 16) {
      sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(load(x + i), load(weights + row * columns + i)));
    }
    out[row] = _mm_cvtsi128_si32(sums_of_lanes(sums));
  }
}

PITH_AVX2 void inputs(const std::int32_t* base, const std::int8_t* a, const std::int32_t* a_scale, const std::int8_t* b,
                      const std::int32_t* b_scale, std::size_t count, std::int32_t* out) {
  const __m256i half = _mm256_set1_epi32(8);
  for (std::size_t i = 0; i < count; i += 8) {
    const __m256i sum = _mm256_add_epi32(_mm256_mullo_epi32(widen8(a + i), load(a_scale + i)),
                                         _mm256_mullo_epi32(widen8(b + i), load(b_scale + i)));
    store(out + i, _mm256_add_epi32(load(base + i), _mm256_srai_epi32(_mm256_add_epi32(sum, half), 4)));
  }
}

PITH_AVX2 void add_scaled(const std::int32_t* sums, const std::int32_t* scale, std::size_t count, std::int32_t* into) {
  const __m256i half = _mm256_set1_epi32(32);
  for (std::size_t i = 0; i < count; i += 8) {
    const __m256i product = _mm256_mullo_epi32(load(sums + i), load(scale + i));
    store(into + i, _mm256_add_epi32(load(into + i), _mm256_srai_epi32(_mm256_add_epi32(product, half), 6)));
  }
}

PITH_AVX2 inline __m256i clamped(__m256i v, std::int32_t least, std::int32_t most) {
  return _mm256_max_epi32(_mm256_set1_epi32(least), _mm256_min_epi32(_mm256_set1_epi32(most), v));
}

/// Cells of 16 bits. Each is read together with the one after it.
PITH_AVX2 inline __m256i looked_up(const std::int16_t* table, __m256i cells) {
  const __m256i pairs = _mm256_i32gather_epi32(reinterpret_cast<const int*>(table), cells, 2);
  return _mm256_srai_epi32(_mm256_slli_epi32(pairs, 16), 16);
}

PITH_AVX2 inline __m256i sigmoid(__m256i x) {
  const __m256i from_least = _mm256_add_epi32(clamped(x, -32768, 32767), _mm256_set1_epi32(32768));
  return looked_up(rnn_tables::kSigmoid, _mm256_srli_epi32(from_least, 4));
}

PITH_AVX2 inline __m256i tanh_of(__m256i x) {
  const __m256i from_least = _mm256_add_epi32(clamped(x, -16384, 16383), _mm256_set1_epi32(16384));
  return looked_up(rnn_tables::kTanh, _mm256_srli_epi32(from_least, 3));
}

PITH_AVX2 inline __m256i scaled(__m256i a, __m256i b) {
  return _mm256_srai_epi32(_mm256_add_epi32(_mm256_mullo_epi32(a, b), _mm256_set1_epi32(1 << 14)), 15);
}

/// (sums * scale + 32) >> 6
PITH_AVX2 inline __m256i product_of(const RnnProducts& p, std::size_t gate) {
  const __m256i product = _mm256_mullo_epi32(load(p.sums + gate), load(p.scale + gate));
  return _mm256_srai_epi32(_mm256_add_epi32(product, _mm256_set1_epi32(32)), 6);
}

PITH_AVX2 inline __m256i read(const RnnGates& gates, std::size_t gate) {
  return _mm256_add_epi32(load(gates.inputs + gate), product_of(gates.projection, gate));
}

PITH_AVX2 void update(const RnnGates& gates, std::size_t units, const RnnStateView& view) {
  for (std::size_t i = 0; i < units; i += 8) {
    const __m256i r = sigmoid(_mm256_add_epi32(read(gates, i), product_of(gates.recurrent, i)));
    const __m256i z = sigmoid(_mm256_add_epi32(read(gates, units + i), product_of(gates.recurrent, units + i)));
    const __m256i product = clamped(_mm256_add_epi32(product_of(gates.recurrent, 2 * units + i), load(gates.bias + i)),
                                    -kMaxRnnProduct, kMaxRnnProduct);
    const __m256i n = tanh_of(_mm256_add_epi32(read(gates, 2 * units + i), scaled(product, r)));
    const __m256i h = _mm256_add_epi32(n, scaled(_mm256_sub_epi32(load(view.state + i), n), z));
    store(view.state + i, h);
    const __m256i shown = _mm256_srai_epi32(_mm256_add_epi32(h, _mm256_set1_epi32(256)), 9);
    const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(shown), _mm256_extracti128_si256(shown, 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(view.features + i), words);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(view.activations + i), _mm_packs_epi16(words, words));
  }
}

/// Sums of rows as activations.
PITH_AVX2 inline __m256i rounded(__m256i sums) {
  const __m256i units = _mm256_srai_epi32(_mm256_add_epi32(sums, _mm256_set1_epi32(8)), 4);
  return clamped(units, -kActivationOne, kActivationOne);
}

/// Even and odd columns are summed apart.
PITH_AVX2 void embed(const RnnEmbeddedRow* rows, std::size_t row_count, std::size_t count, std::int8_t* out) {
  for (std::size_t i = 0; i < count; i += 16) {
    __m256i even = _mm256_setzero_si256();
    __m256i odd = _mm256_setzero_si256();
    for (std::size_t row = 0; row < row_count; ++row) {
      const __m256i both = widen8(reinterpret_cast<const std::int8_t*>(rows[row].weights + i / 2));
      const __m256i scale = _mm256_set1_epi32(rows[row].scale);
      const __m256i low = _mm256_srai_epi32(_mm256_slli_epi32(both, 28), 28);
      even = _mm256_add_epi32(even, _mm256_mullo_epi32(low, scale));
      odd = _mm256_add_epi32(odd, _mm256_mullo_epi32(_mm256_srai_epi32(both, 4), scale));
    }
    const __m256i low = _mm256_and_si256(rounded(even), _mm256_set1_epi32(255));
    const __m256i high = _mm256_slli_epi32(_mm256_and_si256(rounded(odd), _mm256_set1_epi32(255)), 8);
    const __m256i pairs = _mm256_or_si256(low, high);
    const __m128i packed = _mm_packus_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), packed);
  }
}

PITH_AVX2 inline __m256i nudged(const std::int16_t* x, const std::int32_t* fine, __m256i step) {
  const __m256i wide = _mm256_cvtepi16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(x)));
  const __m256i product = _mm256_add_epi32(_mm256_mullo_epi32(wide, step), _mm256_set1_epi32(128));
  const __m256i moved = _mm256_add_epi32(load(fine), _mm256_srai_epi32(product, 8));
  return clamped(moved, -kMaxFineOutput, kMaxFineOutput);
}

PITH_AVX2 void sgd_step(const std::int16_t* x, std::int32_t step, std::size_t count, std::int32_t* fine,
                        std::int16_t* weights) {
  const __m256i steps = _mm256_set1_epi32(step);
  for (std::size_t i = 0; i < count; i += 16) {
    const __m256i low = nudged(x + i, fine + i, steps);
    const __m256i high = nudged(x + i + 8, fine + i + 8, steps);
    store(fine + i, low);
    store(fine + i + 8, high);
    const __m256i packed = _mm256_packs_epi32(_mm256_srai_epi32(low, 16), _mm256_srai_epi32(high, 16));
    store(weights + i, _mm256_permute4x64_epi64(packed, _MM_SHUFFLE(3, 1, 2, 0)));
  }
}

PITH_AVX2 void shares(const std::int32_t* logits, std::int32_t most, std::size_t count, std::uint32_t* out) {
  const __m256i from = _mm256_set1_epi32(most);
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256i below = _mm256_srli_epi32(_mm256_sub_epi32(from, load(logits + i)), 5);
    const __m256i x = _mm256_min_epu32(below, _mm256_set1_epi32(kMostRnnExp));
    const __m256i power = _mm256_srli_epi32(_mm256_mullo_epi32(x, _mm256_set1_epi32(kRnnLog2E)), 12);
    const __m256i cells = _mm256_srli_epi32(_mm256_and_si256(power, _mm256_set1_epi32(4095)), 2);
    const __m256i values = _mm256_i32gather_epi32(reinterpret_cast<const int*>(rnn_tables::kExp2), cells, 4);
    store(out + i, _mm256_srlv_epi32(values, _mm256_srli_epi32(power, 12)));
  }
  kScalarRnnKernels.shares(logits + i, most, count - i, out + i);
}

constexpr RnnKernels kAvx2Kernels = {dot_i8, dot_i16, inputs, add_scaled, update, embed, sgd_step, shares};

}  // namespace

const RnnKernels* avx2_rnn_kernels() { return &kAvx2Kernels; }

}  // namespace pith

#else

namespace pith {

const RnnKernels* avx2_rnn_kernels() { return nullptr; }

}  // namespace pith

#endif
