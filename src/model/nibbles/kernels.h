#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/kernels.h"
#include "model/nibbles/nibble_line.h"

namespace pith {

/// What tells of a nibble: lines of contexts, and a match.
inline constexpr std::size_t kNibbleLines = 6;
inline constexpr std::size_t kNibbleSources = kNibbleLines + 1;

/// A number for each decision of a nibble, by node: 0 is not used.
using NibbleValues = std::array<std::int16_t, 16>;

/// The weights of a set for each decision, those of the lines first, then that of the match: 32768 = 1.
struct alignas(32) NibbleWeights {
  std::array<NibbleValues, kNibbleSources> of;
};

/// A nibble to be mixed: where its evidence is, and the weights of two sets, which are added up.
struct NibbleTask {
  std::array<NibbleLine*, kNibbleLines> lines{};
  NibbleWeights* first = nullptr;
  NibbleWeights* second = nullptr;
  std::int16_t match = 0;           ///< how sure the match is of its nibble; 0 if there is none
  std::uint8_t matched_nibble = 0;  ///< the nibble, 0 to 15
};

/// The errors of the four decisions that led to a nibble, the first one lowest: 16 bits with a sign each.
using NibbleErrors = std::uint64_t;

/// The inner loops over a nibble's decisions. Every implementation gives the same integers; the scalar one is the
/// definition. With x * w standing for (x * w + 2^14) >> 15, and sums cut to 16 bits with sign after each addition:
struct NibbleKernels {
  /// values[node] = the sum over the sources in order of x * (first + second), for node 1 to 15. x is the state of a
  /// line at the node; of the match it is `match` or -match where the way to its nibble goes on with a 1 or 0, else 0.
  void (*mix)(const NibbleTask& task, NibbleValues& values);

  /// What `nibble` teaches the four decisions that led to it. For each source in order: first += x * error and second
  /// += x * error, then state = next_state(state, bit). A line's visits grow by 1. REQUIRES: the state of each line is
  /// within kMostState, errors and `match` above -32768.
  void (*learn)(const NibbleTask& task, NibbleErrors errors, std::uint32_t nibble);
};

extern const NibbleKernels kScalarNibbleKernels;

/// All of them, made at the first call.
const KernelFamily<NibbleKernels>& nibble_kernel_family();

/// Those that this process uses.
inline const NibbleKernels& nibble_kernels() { return *nibble_kernel_family().chosen().kernels; }

/// Null where the build lacks them.
const NibbleKernels* avx2_nibble_kernels();
const NibbleKernels* neon_nibble_kernels();

/// For each nibble, what vectors need to know of the way to it: by node, 16 bits a node.
struct NibbleWay {
  alignas(32) NibbleValues on_way;                    ///< -1 on the way, else 0
  alignas(32) NibbleValues bit;                       ///< 1 or -1 where the way goes on with a 1 or 0, else 0
  alignas(32) std::array<std::uint8_t, 32> of_error;  ///< which bytes of NibbleErrors belong there, or 0x80
};
extern const std::array<NibbleWay, 16> kNibbleWays;

/// x * w as above, and a sum cut to 16 bits.
constexpr std::int16_t nibble_product(int x, int w) { return static_cast<std::int16_t>((x * w + (1 << 14)) >> 15); }
constexpr std::int16_t cut_sum(int a, int b) {
  return static_cast<std::int16_t>(a + b > INT16_MAX ? INT16_MAX : a + b < INT16_MIN ? INT16_MIN : a + b);
}

}  // namespace pith
