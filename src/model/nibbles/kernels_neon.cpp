#include "model/nibbles/kernels.h"

#if defined(PITH_SIMD) && defined(__aarch64__)

#include <arm_neon.h>

namespace pith {

namespace {

// A line as two vectors: visits and tag take the place of node 0.

inline int16x8_t load(const void* p, std::size_t half) {
  return vld1q_s16(static_cast<const std::int16_t*>(p) + 8 * half);
}
inline void store(void* p, std::size_t half, int16x8_t v) { vst1q_s16(static_cast<std::int16_t*>(p) + 8 * half, v); }

inline int16x8_t match_inputs(const NibbleTask& task, std::size_t half) {
  return vmulq_s16(vdupq_n_s16(task.match), load(&kNibbleWays[task.matched_nibble].bit, half));
}

inline int16x8_t product(int16x8_t x, const NibbleTask& task, std::size_t source, std::size_t half) {
  return vqrdmulhq_s16(x, vqaddq_s16(load(&task.first->of[source], half), load(&task.second->of[source], half)));
}

void mix(const NibbleTask& task, NibbleValues& values) {
  for (std::size_t half = 0; half < 2; ++half) {
    int16x8_t sum = vdupq_n_s16(0);
    for (std::size_t i = 0; i < kNibbleLines; ++i)
      sum = vqaddq_s16(sum, product(load(task.lines[i], half), task, i, half));
    if (task.match != 0) sum = vqaddq_s16(sum, product(match_inputs(task, half), task, kNibbleLines, half));
    store(values.data(), half, sum);
  }
}

inline void move_weights(NibbleValues& weights, std::size_t half, int16x8_t move) {
  store(&weights, half, vqaddq_s16(load(&weights, half), move));
}

/// What `values` (16) has for each number, by its low four bits.
inline int16x8_t looked_up(const std::array<std::uint8_t, 16>& values, int16x8_t index) {
  const uint8x16_t high_out_of_range =
      vreinterpretq_u8_s16(vorrq_s16(index, vdupq_n_s16(static_cast<std::int16_t>(0x8000))));
  return vreinterpretq_s16_u8(vqtbl1q_u8(vld1q_u8(values.data()), high_out_of_range));
}

constexpr std::array<std::uint8_t, 16> kCounted = {0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 7};

/// next_state() of each state; `bit` as in NibbleWay.
inline int16x8_t next_states(int16x8_t states, int16x8_t bit) {
  const int16x8_t seven = vdupq_n_s16(7);
  const int16x8_t most = vdupq_n_s16(32767);
  const int16x8_t towards = vmulq_s16(states, bit);
  const int16x8_t surprised = vshrq_n_s16(towards, 15);
  int16x8_t doubt = vqsubq_s16(most, vabsq_s16(towards));
  doubt = vqrdmulhq_s16(doubt, doubt);
  doubt = vqrdmulhq_s16(doubt, doubt);
  const int16x8_t error = vandq_s16(veorq_s16(vshrq_n_s16(doubt, 1), surprised), most);
  const int16x8_t kind = vorrq_s16(vandq_s16(states, seven), vandq_s16(surprised, vdupq_n_s16(8)));
  const int16x8_t rate = vshlq_n_s16(looked_up(nibble_states::kRates, kind), 7);
  const int16x8_t move = vmulq_s16(vqrdmulhq_s16(error, rate), bit);
  const int16x8_t moved = vqaddq_s16(vqaddq_s16(vbicq_s16(states, seven), move), vdupq_n_s16(4));
  return vorrq_s16(vbicq_s16(moved, seven), looked_up(kCounted, kind));
}

void learn(const NibbleTask& task, NibbleErrors errors, std::uint32_t nibble) {
  const NibbleWay& way = kNibbleWays[nibble];
  const uint8x16_t all_errors = vreinterpretq_u8_u64(vdupq_n_u64(errors));
  for (std::size_t half = 0; half < 2; ++half) {
    const int16x8_t bit = load(&way.bit, half);
    const uint16x8_t on_way = vreinterpretq_u16_s16(load(&way.on_way, half));
    const int16x8_t error = vreinterpretq_s16_u8(vqtbl1q_u8(all_errors, vld1q_u8(way.of_error.data() + 16 * half)));
    for (std::size_t i = 0; i < kNibbleLines; ++i) {
      const int16x8_t line = load(task.lines[i], half);
      const int16x8_t move = vqrdmulhq_s16(line, error);
      move_weights(task.first->of[i], half, move);
      move_weights(task.second->of[i], half, move);
      store(task.lines[i], half, vbslq_s16(on_way, next_states(line, bit), line));
    }
    if (task.match == 0) continue;
    const int16x8_t move = vqrdmulhq_s16(match_inputs(task, half), error);
    move_weights(task.first->of[kNibbleLines], half, move);
    move_weights(task.second->of[kNibbleLines], half, move);
  }
  for (NibbleLine* line : task.lines) line->visits += line->visits < 255 ? 1 : 0;
}

constexpr NibbleKernels kNeonKernels = {mix, learn};

}  // namespace

const NibbleKernels* neon_nibble_kernels() { return &kNeonKernels; }

}  // namespace pith

#else

namespace pith {

const NibbleKernels* neon_nibble_kernels() { return nullptr; }

}  // namespace pith

#endif
