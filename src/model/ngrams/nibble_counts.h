#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace pith {

/// How often each nibble came after a context. A sum of at most 256 counts of up to 2^15 stays within 2^23.
struct NibbleCounts {
  std::array<std::uint32_t, 16> counts{};
  std::uint32_t known = 0;  ///< those that came, as bits

  void add(std::uint32_t nibble, std::uint32_t count_class) {
    counts[nibble] += 1u << count_class;
    known |= 1u << nibble;
  }
};

namespace nibble_counts {

/// Which pairs of bits have a bit: of bits 2i and 2i + 1, as bit i.
inline constexpr std::array<std::uint8_t, 256> kPairs = [] {
  std::array<std::uint8_t, 256> pairs{};
  for (unsigned bits = 0; bits < pairs.size(); ++bits) {
    for (unsigned i = 0; i < 4; ++i) {
      if ((bits >> 2 * i & 3) != 0) pairs[bits] = static_cast<std::uint8_t>(pairs[bits] | 1u << i);
    }
  }
  return pairs;
}();

/// The inner nodes of a tree, as bits 1 to 15, that have one of `leaves` below them.
inline std::uint32_t nodes_above(std::uint32_t leaves) {
  const std::uint32_t parents = kPairs[leaves & 255] | std::uint32_t{kPairs[leaves >> 8]} << 4;
  const std::uint32_t grandparents = kPairs[parents];
  return parents << 8 | grandparents << 4 | std::uint32_t{kPairs[grandparents]} << 2 | 2;
}

}  // namespace nibble_counts

/// Calls visit(node, zeros, ones) for each decision that led to a nibble that came. REQUIRES: some nibble is known.
template <typename Visit>
void for_each_known_decision(const NibbleCounts& leaves, Visit visit) {
  assert(leaves.known != 0);
  if ((leaves.known & (leaves.known - 1)) == 0) {  // a single one: decisions went one way; some processors count slowly
    const auto nibble = static_cast<std::uint32_t>(std::countr_zero(leaves.known));
    const std::uint32_t count = leaves.counts[nibble];
    std::size_t node = 1;
    for (int shift = 3; shift >= 0; --shift) {
      const std::size_t bit = nibble >> shift & 1;
      visit(node, bit == 0 ? count : 0, bit == 0 ? 0 : count);
      node = 2 * node + bit;
    }
    return;
  }
  std::array<std::uint32_t, 32> sums{};  // of the tree whose root is 1 and whose leaves are 16 to 31
  std::ranges::copy(leaves.counts, sums.begin() + 16);
  for (std::size_t node = 15; node > 0; --node) sums[node] = sums[2 * node] + sums[2 * node + 1];
  for (std::uint32_t nodes = nibble_counts::nodes_above(leaves.known); nodes != 0; nodes &= nodes - 1) {
    const auto node = static_cast<std::size_t>(std::countr_zero(nodes));
    visit(node, sums[2 * node], sums[2 * node + 1]);
  }
}

}  // namespace pith
