#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>

#include "pith/analyze.h"

namespace pith {

namespace {

struct Node {
  std::uint64_t count;
  int left = -1;  ///< -1: a leaf
  int right = -1;
};

/// The tree over leaves 0 to counts.size() - 1; the root comes last. Of equally rare nodes the older go first, which
/// keeps the longest code word short.
std::vector<Node> huffman_tree(const std::vector<std::uint64_t>& counts) {
  std::vector<Node> nodes;
  using Rarest = std::pair<std::uint64_t, int>;
  std::priority_queue<Rarest, std::vector<Rarest>, std::greater<>> queue;
  const auto add = [&](Node node) {
    queue.emplace(node.count, static_cast<int>(nodes.size()));
    nodes.push_back(node);
  };
  for (const std::uint64_t count : counts) {
    add({count});
  }
  const auto take = [&] {
    const Rarest rarest = queue.top();
    queue.pop();
    return rarest;
  };
  while (queue.size() > 1) {
    const auto [left_count, left] = take();
    const auto [right_count, right] = take();
    add({left_count + right_count, left, right});
  }
  return nodes;
}

std::vector<int> code_lengths(const std::vector<std::uint64_t>& counts) {
  if (counts.size() == 1) {
    return {1};
  }
  const std::vector<Node> nodes = huffman_tree(counts);
  std::vector<int> depths(nodes.size(), 0);
  for (std::size_t i = nodes.size(); i-- > counts.size();) {  // parents come after their children
    depths[static_cast<std::size_t>(nodes[i].left)] = depths[i] + 1;
    depths[static_cast<std::size_t>(nodes[i].right)] = depths[i] + 1;
  }
  depths.resize(counts.size());
  return depths;
}

/// The next word of a canonical code, which has `bits` bits, no fewer than this one.
std::string next_code_word(std::string word, std::size_t bits) {
  const std::size_t last_zero = word.rfind('0');
  if (last_zero != std::string::npos) {
    word[last_zero] = '1';
    std::fill(word.begin() + static_cast<std::ptrdiff_t>(last_zero) + 1, word.end(), '0');
  }
  word.resize(bits, '0');
  return word;
}

std::vector<HuffmanCode::Entry> entries_in_use(const ByteDistribution& distribution) {
  std::vector<HuffmanCode::Entry> entries;
  for (std::size_t byte = 0; byte < distribution.counts.size(); ++byte) {
    if (distribution.counts[byte] > 0) {
      const auto symbol = static_cast<std::uint8_t>(byte);
      const double probability = distribution.probability(symbol);
      entries.push_back({.byte = symbol,
                         .count = distribution.counts[byte],
                         .probability = probability,
                         .ideal_bits = std::log2(1 / probability),
                         .bits = 0,
                         .code_word = ""});
    }
  }
  return entries;
}

void assign_code_words(std::vector<HuffmanCode::Entry>& entries) {
  std::ranges::sort(entries, {}, [](const HuffmanCode::Entry& entry) { return std::tie(entry.bits, entry.byte); });
  std::string word;
  for (HuffmanCode::Entry& entry : entries) {
    word = next_code_word(word, static_cast<std::size_t>(entry.bits));
    entry.code_word = word;
  }
}

}  // namespace

HuffmanCode huffman_code(const ByteDistribution& distribution) {
  HuffmanCode code;
  code.entries = entries_in_use(distribution);
  if (code.entries.empty()) {
    return code;
  }
  std::vector<std::uint64_t> counts;
  for (const HuffmanCode::Entry& entry : code.entries) {
    counts.push_back(entry.count);
  }
  const std::vector<int> lengths = code_lengths(counts);
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    code.entries[i].bits = lengths[i];
    code.text_bits += counts[i] * static_cast<std::uint64_t>(lengths[i]);
  }
  assign_code_words(code.entries);
  code.table_bytes = 8 + 256 / 8 + code.entries.size();
  code.average_bits = static_cast<double>(code.text_bits) / static_cast<double>(distribution.bytes());
  return code;
}

}  // namespace pith
