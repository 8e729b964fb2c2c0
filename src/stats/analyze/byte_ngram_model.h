#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "pith/analyze.h"

namespace pith {

/// An interpolated byte n-gram model; see CrossEntropyMatrix.
///
/// P_k(byte) = (c + T P_k-1(byte)) / (n + T) in a context of k bytes that occurred n times before T different bytes,
/// c times before this one; P_-1 = 1/256. A context that did not occur leaves P_k-1.
///
/// Contexts are the nodes of a trie: that of a context and a byte after it is their child, the context of the next
/// position. The children of all contexts are in one hash table.
class ByteNgramModel {
 public:
  explicit ByteNgramModel(ByteView training);

  /// The sum of -log2 P over `text`, which begins without context.
  double bits(ByteView text) const;

 private:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;  ///< the context of no bytes; as a child: none
  static constexpr std::size_t kOrder = kComparisonOrder;

  /// [k] is the context of the last k bytes, kRoot where k > 0 and it is not known. If [k] is known, so is [k - 1].
  using State = std::array<Node, kOrder + 1>;

  struct Context {
    std::uint32_t occurrences = 0;  ///< n
    std::uint32_t successors = 0;   ///< T
  };
  struct Child {
    std::uint64_t key = 0;  ///< 1 + 256 * parent + byte, or 0: free
    std::uint32_t count = 0;
    Node node = kRoot;  ///< of fewer than kOrder bytes of context only
  };

  static bool known(const State& state, std::size_t k) { return k == 0 || state[k] != kRoot; }

  void learn(State& state, std::uint8_t byte);
  double probability(State& state, std::uint8_t byte) const;
  std::size_t find(Node parent, std::uint8_t byte) const;
  Child& find_or_add(Node parent, std::uint8_t byte, bool inner);
  void grow();

  std::vector<Context> contexts_{1};                                        ///< [node]
  std::vector<Child> children_ = std::vector<Child>(std::size_t{1} << 12);  ///< by hash of key, half of them free
  std::size_t children_count_ = 0;
};

}  // namespace pith
