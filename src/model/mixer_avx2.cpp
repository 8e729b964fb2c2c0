#include "model/mixer_kernels.h"

#if defined(PITH_SIMD) && defined(__x86_64__)

#include <immintrin.h>

namespace pith {

namespace {

__attribute__((target("avx2"))) inline __m256i load(const std::int32_t* p) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
}

__attribute__((target("avx2"))) inline std::int32_t sum_of_lanes(__m256i v) {
  __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, _MM_SHUFFLE(1, 0, 3, 2)));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, _MM_SHUFFLE(2, 3, 0, 1)));
  return _mm_cvtsi128_si32(sum);
}

__attribute__((target("avx2"))) void dot(const std::int32_t* x, const std::int32_t* const* weights, int sets, int n,
                                         std::int32_t* out) {
  for (int s = 0; s < sets; ++s) {
    const std::int32_t* w = weights[s];
    __m256i sum = _mm256_setzero_si256();
    for (int i = 0; i < n; i += 8) {
      sum = _mm256_add_epi32(sum, _mm256_srai_epi32(_mm256_mullo_epi32(load(x + i), load(w + i)), 6));
    }
    out[s] = sum_of_lanes(sum);
  }
}

__attribute__((target("avx2"))) void train(const std::int32_t* x, std::int32_t* const* weights,
                                           const std::int32_t* step, int sets, int n) {
  const __m256i half = _mm256_set1_epi32(1 << 13);
  const __m256i most = _mm256_set1_epi32(kMaxWeight);
  const __m256i least = _mm256_set1_epi32(-kMaxWeight);
  for (int s = 0; s < sets; ++s) {
    std::int32_t* w = weights[s];
    const __m256i e = _mm256_set1_epi32(step[s]);
    for (int i = 0; i < n; i += 8) {
      const __m256i move = _mm256_srai_epi32(_mm256_add_epi32(_mm256_mullo_epi32(load(x + i), e), half), 14);
      const __m256i moved = _mm256_add_epi32(load(w + i), move);
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(w + i), _mm256_max_epi32(least, _mm256_min_epi32(most, moved)));
    }
  }
}

constexpr MixerKernels kAvx2Kernels = {dot, train};

}  // namespace

const MixerKernels* avx2_kernels() { return __builtin_cpu_supports("avx2") != 0 ? &kAvx2Kernels : nullptr; }

}  // namespace pith

#else

namespace pith {

const MixerKernels* avx2_kernels() { return nullptr; }

}  // namespace pith

#endif
