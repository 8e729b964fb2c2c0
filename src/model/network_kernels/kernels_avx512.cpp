#include "model/network_kernels/kernels.h"

#if defined(PITH_SIMD) && defined(__x86_64__)

#include <immintrin.h>

#include <cstring>

#include "model/network_kernels/functions.h"

#define PITH_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

namespace pith {

namespace {

PITH_AVX512 inline __m512i load(const void* p) { return _mm512_loadu_si512(p); }

/// The sums of the lanes of four vectors.
PITH_AVX512 inline __m128i sums_of_lanes(const __m512i (&v)[4]) {
  __m256i halves[4];
  for (int i = 0; i < 4; ++i) {
    halves[i] = _mm256_add_epi32(_mm512_castsi512_si256(v[i]), _mm512_extracti64x4_epi64(v[i], 1));
  }
  const __m256i sums =
      _mm256_hadd_epi32(_mm256_hadd_epi32(halves[0], halves[1]), _mm256_hadd_epi32(halves[2], halves[3]));
  return _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
}

PITH_AVX512 inline __m512i four_times(const std::uint8_t* x) {
  std::int32_t four = 0;
  std::memcpy(&four, x, sizeof(four));
  return _mm512_set1_epi32(four);
}

/// As in kernels_avx2.cpp, with products of four bytes summed at once, which do not saturate. Two tiles are summed
/// apart, as sums of one would wait for each other.
PITH_AVX512 void dot_i8(const WeightTile* tiles, const std::int32_t* row_sums, const std::int8_t* x, std::size_t rows,
                        std::size_t columns, std::int32_t* out) {
  constexpr std::size_t kAhead = 4;  // tiles, asked for early from the cache that holds all weights
  alignas(64) std::uint8_t shifted[kMaxUnits];
  const __m512i one = _mm512_set1_epi8(kActivationOne);
  for (std::size_t i = 0; i < columns; i += 64) _mm512_store_si512(shifted + i, _mm512_add_epi8(load(x + i), one));
  for (std::size_t row = 0; row < rows; row += WeightTile::kRows) {
    __m512i sums[4] = {};
    __m512i others[4] = {};
    for (std::size_t i = 0; i < columns; i += 2 * WeightTile::kColumns, tiles += 2) {
      const __m512i a = four_times(shifted + i);
      const __m512i b = four_times(shifted + i + WeightTile::kColumns);
      const char* const ahead = reinterpret_cast<const char*>(tiles + kAhead);
      for (std::size_t k = 0; k < 8; ++k) _mm_prefetch(ahead + 64 * k, _MM_HINT_T0);
      for (std::size_t k = 0; k < 4; ++k) {
        sums[k] = _mm512_dpbusd_epi32(sums[k], a, load(tiles[0].weights[16 * k]));
        others[k] = _mm512_dpbusd_epi32(others[k], b, load(tiles[1].weights[16 * k]));
      }
    }
    for (std::size_t k = 0; k < 4; ++k) {
      const __m512i excess = _mm512_slli_epi32(load(row_sums + row + 16 * k), 6);
      _mm512_storeu_si512(out + row + 16 * k, _mm512_sub_epi32(_mm512_add_epi32(sums[k], others[k]), excess));
    }
  }
}

PITH_AVX512 void dot_i16(const std::int16_t* weights, const std::int16_t* x, std::size_t rows, std::size_t columns,
                         std::int32_t* out) {
  std::size_t row = 0;
  for (; row + 4 <= rows; row += 4) {
    __m512i sums[4] = {};
    const std::int16_t* w = weights + row * columns;
    for (std::size_t i = 0; i < columns; i += 32) {
      const __m512i activations = load(x + i);
      for (std::size_t r = 0; r < 4; ++r)
        sums[r] = _mm512_dpwssd_epi32(sums[r], activations, load(w + r * columns + i));
    }
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + row), sums_of_lanes(sums));
  }
  for (; row < rows; ++row) {
    __m512i sums[4] = {};
    for (std::size_t i = 0; i < columns; i += 32) {
      sums[0] = _mm512_dpwssd_epi32(sums[0], load(x + i), load(weights + row * columns + i));
    }
    out[row] = _mm_cvtsi128_si32(sums_of_lanes(sums));
  }
}

PITH_AVX512 inline __m512i clamped(__m512i v, std::int32_t least, std::int32_t most) {
  return _mm512_max_epi32(_mm512_set1_epi32(least), _mm512_min_epi32(_mm512_set1_epi32(most), v));
}

PITH_AVX512 inline __m512i widened(const std::int8_t* p) {
  return _mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
}

PITH_AVX512 void inputs(const std::int32_t* base, const std::int8_t* a, const std::int32_t* a_scale,
                        const std::int8_t* b, const std::int32_t* b_scale, std::size_t count, std::int32_t* out) {
  for (std::size_t i = 0; i < count; i += 16) {
    const __m512i sum = _mm512_add_epi32(_mm512_mullo_epi32(widened(a + i), load(a_scale + i)),
                                         _mm512_mullo_epi32(widened(b + i), load(b_scale + i)));
    const __m512i rounded = _mm512_srai_epi32(_mm512_add_epi32(sum, _mm512_set1_epi32(8)), 4);
    _mm512_storeu_si512(out + i, _mm512_add_epi32(load(base + i), rounded));
  }
}

PITH_AVX512 void add_scaled(const std::int32_t* sums, const std::int32_t* scale, std::size_t count,
                            std::int32_t* into) {
  for (std::size_t i = 0; i < count; i += 16) {
    const __m512i product =
        _mm512_add_epi32(_mm512_mullo_epi32(load(sums + i), load(scale + i)), _mm512_set1_epi32(32));
    _mm512_storeu_si512(into + i, _mm512_add_epi32(load(into + i), _mm512_srai_epi32(product, 6)));
  }
}

/// Cells of 16 bits. Each is read together with the one after it.
PITH_AVX512 inline __m512i looked_up(const std::int16_t* table, __m512i cells) {
  const __m512i pairs = _mm512_i32gather_epi32(cells, table, 2);
  return _mm512_srai_epi32(_mm512_slli_epi32(pairs, 16), 16);
}

PITH_AVX512 inline __m512i sigmoid(__m512i x) {
  const __m512i from_least = _mm512_add_epi32(clamped(x, -32768, 32767), _mm512_set1_epi32(32768));
  return looked_up(rnn_tables::kSigmoid, _mm512_srli_epi32(from_least, 4));
}

PITH_AVX512 inline __m512i tanh_of(__m512i x) {
  const __m512i from_least = _mm512_add_epi32(clamped(x, -16384, 16383), _mm512_set1_epi32(16384));
  return looked_up(rnn_tables::kTanh, _mm512_srli_epi32(from_least, 3));
}

PITH_AVX512 inline __m512i scaled(__m512i a, __m512i b) {
  return _mm512_srai_epi32(_mm512_add_epi32(_mm512_mullo_epi32(a, b), _mm512_set1_epi32(1 << 14)), 15);
}

/// (sums * scale + 32) >> 6
PITH_AVX512 inline __m512i product_of(const RnnProducts& p, std::size_t gate) {
  const __m512i product = _mm512_mullo_epi32(load(p.sums + gate), load(p.scale + gate));
  return _mm512_srai_epi32(_mm512_add_epi32(product, _mm512_set1_epi32(32)), 6);
}

PITH_AVX512 inline __m512i read(const RnnGates& gates, std::size_t gate) {
  return _mm512_add_epi32(load(gates.inputs + gate), product_of(gates.projection, gate));
}

PITH_AVX512 void update(const RnnGates& gates, std::size_t units, const RnnStateView& view) {
  for (std::size_t i = 0; i < units; i += 16) {
    const __m512i r = sigmoid(_mm512_add_epi32(read(gates, i), product_of(gates.recurrent, i)));
    const __m512i z = sigmoid(_mm512_add_epi32(read(gates, units + i), product_of(gates.recurrent, units + i)));
    const __m512i product = clamped(_mm512_add_epi32(product_of(gates.recurrent, 2 * units + i), load(gates.bias + i)),
                                    -kMaxRnnProduct, kMaxRnnProduct);
    const __m512i n = tanh_of(_mm512_add_epi32(read(gates, 2 * units + i), scaled(product, r)));
    const __m512i h = _mm512_add_epi32(n, scaled(_mm512_sub_epi32(load(view.state + i), n), z));
    _mm512_storeu_si512(view.state + i, h);
    const __m512i shown = _mm512_srai_epi32(_mm512_add_epi32(h, _mm512_set1_epi32(256)), 9);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(view.features + i), _mm512_cvtepi32_epi16(shown));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(view.activations + i), _mm512_cvtepi32_epi8(shown));
  }
}

/// Sums of rows as activations.
PITH_AVX512 inline __m512i rounded(__m512i sums) {
  const __m512i units = _mm512_srai_epi32(_mm512_add_epi32(sums, _mm512_set1_epi32(8)), 4);
  return clamped(units, -kActivationOne, kActivationOne);
}

/// Even and odd columns are summed apart.
PITH_AVX512 void embed(const RnnEmbeddedRow* rows, std::size_t row_count, std::size_t count, std::int8_t* out) {
  for (std::size_t i = 0; i < count; i += 32) {
    __m512i even = _mm512_setzero_si512();
    __m512i odd = _mm512_setzero_si512();
    for (std::size_t row = 0; row < row_count; ++row) {
      const __m512i both = widened(reinterpret_cast<const std::int8_t*>(rows[row].weights + i / 2));
      const __m512i scale = _mm512_set1_epi32(rows[row].scale);
      const __m512i low = _mm512_srai_epi32(_mm512_slli_epi32(both, 28), 28);
      even = _mm512_add_epi32(even, _mm512_mullo_epi32(low, scale));
      odd = _mm512_add_epi32(odd, _mm512_mullo_epi32(_mm512_srai_epi32(both, 4), scale));
    }
    const __m512i low = _mm512_and_si512(rounded(even), _mm512_set1_epi32(255));
    const __m512i pairs = _mm512_or_si512(low, _mm512_slli_epi32(rounded(odd), 8));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), _mm512_cvtepi32_epi16(pairs));
  }
}

PITH_AVX512 void sgd_step(const std::int16_t* x, std::int32_t step, std::size_t count, std::int32_t* fine,
                          std::int16_t* weights) {
  const __m512i steps = _mm512_set1_epi32(step);
  for (std::size_t i = 0; i < count; i += 16) {
    const __m512i wide = _mm512_cvtepi16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(x + i)));
    const __m512i product = _mm512_add_epi32(_mm512_mullo_epi32(wide, steps), _mm512_set1_epi32(128));
    const __m512i moved =
        clamped(_mm512_add_epi32(load(fine + i), _mm512_srai_epi32(product, 8)), -kMaxFineOutput, kMaxFineOutput);
    _mm512_storeu_si512(fine + i, moved);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(weights + i), _mm512_cvtepi32_epi16(_mm512_srai_epi32(moved, 16)));
  }
}

PITH_AVX512 void shares(const std::int32_t* logits, std::int32_t most, std::size_t count, std::uint32_t* out) {
  const __m512i from = _mm512_set1_epi32(most);
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    const __m512i below = _mm512_srli_epi32(_mm512_sub_epi32(from, load(logits + i)), 5);
    const __m512i x = _mm512_min_epu32(below, _mm512_set1_epi32(kMostRnnExp));
    const __m512i power = _mm512_srli_epi32(_mm512_mullo_epi32(x, _mm512_set1_epi32(kRnnLog2E)), 12);
    const __m512i cells = _mm512_srli_epi32(_mm512_and_si512(power, _mm512_set1_epi32(4095)), 2);
    const __m512i values = _mm512_i32gather_epi32(cells, rnn_tables::kExp2, 4);
    _mm512_storeu_si512(out + i, _mm512_srlv_epi32(values, _mm512_srli_epi32(power, 12)));
  }
  kScalarRnnKernels.shares(logits + i, most, count - i, out + i);
}

constexpr RnnKernels kAvx512Kernels = {dot_i8, dot_i16, inputs, add_scaled, update, embed, sgd_step, shares};

}  // namespace

const RnnKernels* avx512_rnn_kernels() { return __builtin_cpu_supports("avx512vnni") != 0 ? &kAvx512Kernels : nullptr; }

}  // namespace pith

#else

namespace pith {

const RnnKernels* avx512_rnn_kernels() { return nullptr; }

}  // namespace pith

#endif
