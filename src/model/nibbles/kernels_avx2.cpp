#include "model/nibbles/kernels.h"

#if defined(PITH_SIMD) && defined(__x86_64__)

#include <immintrin.h>

#define PITH_AVX2 __attribute__((target("avx2")))

namespace pith {

namespace {

// A line as a vector: visits and tag take the place of node 0.

PITH_AVX2 inline __m256i load(const void* p) { return _mm256_load_si256(static_cast<const __m256i*>(p)); }
PITH_AVX2 inline void store(void* p, __m256i v) { _mm256_store_si256(static_cast<__m256i*>(p), v); }

PITH_AVX2 inline __m256i match_inputs(const NibbleTask& task) {
  return _mm256_sign_epi16(_mm256_set1_epi16(task.match), load(&kNibbleWays[task.matched_nibble].bit));
}

PITH_AVX2 inline __m256i product(__m256i x, const NibbleTask& task, std::size_t source) {
  return _mm256_mulhrs_epi16(x, _mm256_adds_epi16(load(&task.first->of[source]), load(&task.second->of[source])));
}

PITH_AVX2 void mix(const NibbleTask& task, NibbleValues& values) {
  __m256i sum = _mm256_setzero_si256();
  for (std::size_t i = 0; i < kNibbleLines; ++i) sum = _mm256_adds_epi16(sum, product(load(task.lines[i]), task, i));
  if (task.match != 0) sum = _mm256_adds_epi16(sum, product(match_inputs(task), task, kNibbleLines));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(values.data()), sum);
}

PITH_AVX2 inline void move_weights(NibbleValues& weights, __m256i move) {
  store(&weights, _mm256_adds_epi16(load(&weights), move));
}

PITH_AVX2 inline __m256i table(const std::array<std::uint8_t, 16>& values) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(values.data())));
}

constexpr std::array<std::uint8_t, 16> kCounted = {0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 7};

/// next_state() of each state; `bit` as in NibbleWay.
PITH_AVX2 inline __m256i next_states(__m256i states, __m256i bit) {
  const __m256i seven = _mm256_set1_epi16(7);
  const __m256i most = _mm256_set1_epi16(32767);
  const __m256i towards = _mm256_sign_epi16(states, bit);
  const __m256i surprised = _mm256_srai_epi16(towards, 15);
  __m256i doubt = _mm256_subs_epi16(most, _mm256_abs_epi16(towards));
  doubt = _mm256_mulhrs_epi16(doubt, doubt);
  doubt = _mm256_mulhrs_epi16(doubt, doubt);
  const __m256i error = _mm256_and_si256(_mm256_xor_si256(_mm256_srli_epi16(doubt, 1), surprised), most);
  // Tables are looked up by the low byte of each number; 0x80 in the high one makes a 0 of it.
  const __m256i kind =
      _mm256_or_si256(_mm256_and_si256(states, seven), _mm256_and_si256(surprised, _mm256_set1_epi16(8)));
  const __m256i index = _mm256_or_si256(kind, _mm256_set1_epi16(static_cast<std::int16_t>(0x8000)));
  const __m256i rate = _mm256_slli_epi16(_mm256_shuffle_epi8(table(nibble_states::kRates), index), 7);
  const __m256i counted = _mm256_shuffle_epi8(table(kCounted), index);
  const __m256i move = _mm256_sign_epi16(_mm256_mulhrs_epi16(error, rate), bit);
  const __m256i moved =
      _mm256_adds_epi16(_mm256_adds_epi16(_mm256_andnot_si256(seven, states), move), _mm256_set1_epi16(4));
  return _mm256_or_si256(_mm256_andnot_si256(seven, moved), counted);
}

PITH_AVX2 void learn(const NibbleTask& task, NibbleErrors errors, std::uint32_t nibble) {
  const NibbleWay& way = kNibbleWays[nibble];
  const __m256i bit = load(&way.bit);
  const __m256i on_way = load(&way.on_way);
  const __m256i error = _mm256_shuffle_epi8(_mm256_set1_epi64x(static_cast<long long>(errors)), load(&way.of_error));
  const __m256i one_visit = _mm256_zextsi128_si256(_mm_cvtsi32_si128(1));
  for (std::size_t i = 0; i < kNibbleLines; ++i) {
    const __m256i line = load(task.lines[i]);
    const __m256i move = _mm256_mulhrs_epi16(line, error);
    move_weights(task.first->of[i], move);
    move_weights(task.second->of[i], move);
    const __m256i learnt = _mm256_blendv_epi8(line, next_states(line, bit), on_way);
    store(task.lines[i], _mm256_adds_epu8(learnt, one_visit));
  }
  if (task.match == 0) return;
  const __m256i move = _mm256_mulhrs_epi16(match_inputs(task), error);
  move_weights(task.first->of[kNibbleLines], move);
  move_weights(task.second->of[kNibbleLines], move);
}

constexpr NibbleKernels kAvx2Kernels = {mix, learn};

}  // namespace

const NibbleKernels* avx2_nibble_kernels() { return &kAvx2Kernels; }

}  // namespace pith

#else

namespace pith {

const NibbleKernels* avx2_nibble_kernels() { return nullptr; }

}  // namespace pith

#endif
