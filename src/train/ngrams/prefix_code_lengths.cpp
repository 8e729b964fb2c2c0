#include "train/ngrams/prefix_code_lengths.h"

#include <algorithm>
#include <cassert>
#include <queue>
#include <utility>
#include <vector>

namespace pith {

namespace {

/// Huffman's lengths, however long.
Bytes unlimited_lengths(std::span<const std::uint64_t> frequencies) {
  using Node = std::pair<std::uint64_t, std::size_t>;  // frequency, number
  std::priority_queue<Node, std::vector<Node>, std::greater<>> open;
  for (std::size_t symbol = 0; symbol < frequencies.size(); ++symbol) {
    if (frequencies[symbol] != 0) open.emplace(frequencies[symbol], symbol);
  }
  std::vector<std::size_t> parent(2 * frequencies.size(), 0);
  std::size_t next = frequencies.size();
  while (open.size() > 1) {
    std::uint64_t sum = 0;
    for (int child = 0; child < 2; ++child) {
      sum += open.top().first;
      parent[open.top().second] = next;
      open.pop();
    }
    open.emplace(sum, next++);
  }
  std::vector<std::uint8_t> depth(next, 0);
  for (std::size_t node = next - 1; node-- > 0;) {
    if (parent[node] != 0) depth[node] = static_cast<std::uint8_t>(depth[parent[node]] + 1);
  }
  depth.resize(frequencies.size());
  return depth;
}

}  // namespace

Bytes prefix_code_lengths(std::span<const std::uint64_t> frequencies, int longest) {
  assert(frequencies.size() <= std::size_t{1} << longest);
  std::vector<std::uint64_t> flattened(frequencies.begin(), frequencies.end());
  const auto used = std::ranges::count_if(flattened, [](std::uint64_t f) { return f != 0; });
  if (used < 2) {
    Bytes lengths(flattened.size(), 0);
    const auto only = std::ranges::find_if(flattened, [](std::uint64_t f) { return f != 0; });
    lengths[only == flattened.end() ? 0 : static_cast<std::size_t>(only - flattened.begin())] = 1;
    return lengths;
  }
  Bytes lengths = unlimited_lengths(flattened);
  while (*std::ranges::max_element(lengths) > longest) {
    // Rare symbols gain on frequent ones until the tree is shallow enough.
    for (std::uint64_t& f : flattened) f = f == 0 ? 0 : f / 2 + 1;
    lengths = unlimited_lengths(flattened);
  }
  return lengths;
}

}  // namespace pith
