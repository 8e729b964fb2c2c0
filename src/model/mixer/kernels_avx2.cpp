#include "model/mixer/kernels.h"

#if defined(PITH_SIMD) && defined(__x86_64__)

#include <immintrin.h>

#include <array>

#define PITH_AVX2 __attribute__((target("avx2")))

namespace pith {

namespace {

PITH_AVX2 inline __m256i load(const std::int32_t* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }

/// The sum of the products in each lane, of kVectors vectors.
template <std::size_t kVectors>
PITH_AVX2 inline __m256i lane_sums(const __m256i (&x)[kVectors], const std::int32_t* w) {
  __m256i sum = _mm256_setzero_si256();
  for (std::size_t v = 0; v < kVectors; ++v) {
    sum = _mm256_add_epi32(sum, _mm256_srai_epi32(_mm256_mullo_epi32(x[v], load(w + 8 * v)), 6));
  }
  return sum;
}

PITH_AVX2 inline __m128i mixes_of(__m128i sums) {
  const __m128i most = _mm_set1_epi32(kSquashLimit);
  const __m128i least = _mm_set1_epi32(-kSquashLimit);
  return _mm_max_epi32(least, _mm_min_epi32(most, _mm_srai_epi32(sums, 10)));
}

/// The mixes of up to four sets, whose sums are added up together lane by lane.
template <std::size_t kVectors>
PITH_AVX2 inline __m128i mixes(const __m256i (&x)[kVectors], const std::int32_t* const* weights, int sets) {
  const __m256i zero = _mm256_setzero_si256();
  const __m256i ab = _mm256_hadd_epi32(lane_sums(x, weights[0]), sets > 1 ? lane_sums(x, weights[1]) : zero);
  const __m256i cd =
      sets > 2 ? _mm256_hadd_epi32(lane_sums(x, weights[2]), sets > 3 ? lane_sums(x, weights[3]) : zero) : zero;
  const __m256i sums = _mm256_hadd_epi32(ab, cd);
  return mixes_of(_mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1)));
}

/// Stores all outputs at once, as the next to read them may do so too.
template <std::size_t kVectors>
PITH_AVX2 void mix(const std::int32_t* inputs, const std::int32_t* const* weights, int sets, std::int32_t* out) {
  __m256i x[kVectors];
  for (std::size_t v = 0; v < kVectors; ++v) x[v] = load(inputs + 8 * v);
  const __m128i low = mixes(x, weights, sets);
  const __m128i high = sets > 4 ? mixes(x, weights + 4, sets - 4) : _mm_setzero_si128();
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_set_m128i(high, low));
}

PITH_AVX2 inline __m256i trained(__m256i w, __m256i x, __m256i step) {
  const __m256i half = _mm256_set1_epi32(1 << 13);
  const __m256i move = _mm256_srai_epi32(_mm256_add_epi32(_mm256_mullo_epi32(x, step), half), 14);
  const __m256i most = _mm256_set1_epi32(kMaxWeight);
  const __m256i least = _mm256_set1_epi32(-kMaxWeight);
  return _mm256_max_epi32(least, _mm256_min_epi32(most, _mm256_add_epi32(w, move)));
}

template <std::size_t kVectors>
PITH_AVX2 void train(const std::int32_t* inputs, std::int32_t* const* weights, const std::int32_t* step, int sets) {
  __m256i x[kVectors];
  for (std::size_t v = 0; v < kVectors; ++v) x[v] = load(inputs + 8 * v);
  for (int s = 0; s < sets; ++s) {
    const __m256i steps = _mm256_set1_epi32(step[s]);
    for (std::size_t v = 0; v < kVectors; ++v) {
      std::int32_t* w = weights[s] + 8 * v;
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(w), trained(load(w), x[v], steps));
    }
  }
}

// The loops over inputs unroll, as their number is one of few.
static_assert(kMaxMixerInputs == 8 * 8);
constexpr std::array kMixes = {mix<1>, mix<2>, mix<3>, mix<4>, mix<5>, mix<6>, mix<7>, mix<8>};
constexpr std::array kTrains = {train<1>, train<2>, train<3>, train<4>, train<5>, train<6>, train<7>, train<8>};

void mix(const std::int32_t* x, const std::int32_t* const* weights, int sets, int n, std::int32_t* out) {
  kMixes[n / 8 - 1](x, weights, sets, out);
}

void train(const std::int32_t* x, std::int32_t* const* weights, const std::int32_t* step, int sets, int n) {
  kTrains[n / 8 - 1](x, weights, step, sets);
}

constexpr MixerKernels kAvx2Kernels = {mix, train};

}  // namespace

const MixerKernels* avx2_mixer_kernels() { return &kAvx2Kernels; }

}  // namespace pith

#else

namespace pith {

const MixerKernels* avx2_mixer_kernels() { return nullptr; }

}  // namespace pith

#endif
