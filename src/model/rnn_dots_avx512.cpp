#include "model/rnn_dots.h"

#if defined(PITH_SIMD) && defined(__x86_64__)

#include <immintrin.h>

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

/// As in rnn_dots_avx2.cpp, with products of four bytes summed at once, which do not saturate.
PITH_AVX512 void bytes(const std::int8_t* weights, const std::int32_t* row_sums, const std::int8_t* x, std::size_t rows,
                       std::size_t columns, std::int32_t* out) {
  alignas(64) std::uint8_t shifted[RnnWeights::kMaxHidden];
  const __m512i one = _mm512_set1_epi8(RnnWeights::kActivationOne);
  for (std::size_t i = 0; i < columns; i += 64) _mm512_store_si512(shifted + i, _mm512_add_epi8(load(x + i), one));
  for (std::size_t row = 0; row < rows; row += 4) {
    __m512i sums[4] = {};
    const std::int8_t* w = weights + row * columns;
    for (std::size_t i = 0; i < columns; i += 64) {
      const __m512i activations = load(shifted + i);
      for (std::size_t r = 0; r < 4; ++r)
        sums[r] = _mm512_dpbusd_epi32(sums[r], activations, load(w + r * columns + i));
    }
    const __m128i excess = _mm_slli_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(row_sums + row)), 6);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + row), _mm_sub_epi32(sums_of_lanes(sums), excess));
  }
}

PITH_AVX512 void words(const std::int16_t* weights, const std::int16_t* x, std::size_t rows, std::size_t columns,
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

}  // namespace

const RnnDots* avx512_rnn_dots() {
  if (__builtin_cpu_supports("avx512vnni") == 0 || __builtin_cpu_supports("avx512bw") == 0 ||
      __builtin_cpu_supports("avx512vl") == 0 || avx2_rnn_dots() == nullptr) {
    return nullptr;
  }
  static const RnnDots dots = {bytes,
                               words,
                               avx2_rnn_dots()->inputs,
                               avx2_rnn_dots()->add_scaled,
                               avx2_rnn_dots()->update,
                               avx2_rnn_dots()->nudge};
  return &dots;
}

}  // namespace pith

#else

namespace pith {

const RnnDots* avx512_rnn_dots() { return nullptr; }

}  // namespace pith

#endif
