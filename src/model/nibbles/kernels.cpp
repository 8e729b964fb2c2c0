#include "model/nibbles/kernels.h"

#include <algorithm>

namespace pith {

namespace {

constexpr NibbleWay way_to(unsigned nibble) {
  NibbleWay way{};
  way.of_error.fill(0x80);
  for (unsigned depth = 0; depth < 4; ++depth) {
    const unsigned node = (16 | nibble) >> (4 - depth);
    const bool one = (nibble >> (3 - depth) & 1) != 0;
    way.on_way[node] = -1;
    way.bit[node] = one ? 1 : -1;
    way.of_error[2 * node] = static_cast<std::uint8_t>(2 * depth);
    way.of_error[2 * node + 1] = static_cast<std::uint8_t>(2 * depth + 1);
  }
  return way;
}

constexpr std::array<NibbleWay, 16> all_ways() {
  std::array<NibbleWay, 16> ways{};
  for (unsigned nibble = 0; nibble < 16; ++nibble) ways[nibble] = way_to(nibble);
  return ways;
}

void add_products(const std::int16_t* x, const NibbleTask& task, std::size_t source, NibbleValues& values) {
  const NibbleValues& first = task.first->of[source];
  const NibbleValues& second = task.second->of[source];
  for (std::size_t node = 1; node < 16; ++node) {
    values[node] = cut_sum(values[node], nibble_product(x[node - 1], cut_sum(first[node], second[node])));
  }
}

/// The match's x, from node 1 on.
std::array<std::int16_t, 15> match_inputs(const NibbleTask& task) {
  std::array<std::int16_t, 15> inputs{};
  const NibbleValues& bit = kNibbleWays[task.matched_nibble].bit;
  for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i] = static_cast<std::int16_t>(bit[i + 1] * task.match);
  return inputs;
}

void mix(const NibbleTask& task, NibbleValues& values) {
  values.fill(0);
  for (std::size_t i = 0; i < kNibbleLines; ++i) add_products(task.lines[i]->states.data(), task, i, values);
  if (task.match != 0) add_products(match_inputs(task).data(), task, kNibbleLines, values);
}

void move_weight(std::int16_t& weight, int move) { weight = cut_sum(weight, move); }

void learn(const NibbleTask& task, NibbleErrors errors, std::uint32_t nibble) {
  const std::array<std::int16_t, 15> match = match_inputs(task);
  for (std::size_t source = 0; source < kNibbleSources; ++source) {
    NibbleLine* line = source < kNibbleLines ? task.lines[source] : nullptr;
    for (unsigned depth = 0; depth < 4; ++depth) {
      const unsigned node = (16 | nibble) >> (4 - depth);
      const int x = line != nullptr ? line->states[node - 1] : match[node - 1];
      const int move = nibble_product(x, static_cast<std::int16_t>(errors >> (16 * depth)));
      move_weight(task.first->of[source][node], move);
      move_weight(task.second->of[source][node], move);
      if (line != nullptr) line->states[node - 1] = next_state(line->states[node - 1], nibble >> (3 - depth) & 1);
    }
    if (line != nullptr && line->visits < 255) ++line->visits;
  }
}

}  // namespace

constexpr std::array<NibbleWay, 16> kNibbleWays = all_ways();

const NibbleKernels kScalarNibbleKernels = {mix, learn};

const KernelFamily<NibbleKernels>& nibble_kernel_family() {
  static const KernelFamily<NibbleKernels> kFamily = {{Simd::kScalar, &kScalarNibbleKernels},
                                                      {Simd::kNeon, neon_nibble_kernels()},
                                                      {Simd::kAvx2, avx2_nibble_kernels()}};
  return kFamily;
}

}  // namespace pith
