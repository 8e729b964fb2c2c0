#include "stats/analyze/byte_ngram_model.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <utility>

namespace pith {

namespace {

std::uint64_t key_of(std::uint32_t parent, std::uint8_t byte) { return 1 + (std::uint64_t{parent} << 8 | byte); }

/// The upper bits of a product with 2^64 / golden ratio. REQUIRES: slots is a power of two, 2 at least.
std::size_t home_of(std::uint64_t key, std::size_t slots) {
  assert(slots >= 2 && std::has_single_bit(slots));
  return (key * 0x9e3779b97f4a7c15U) >> (64 - std::countr_zero(slots));
}

}  // namespace

ByteNgramModel::ByteNgramModel(ByteView training) {
  State state{};
  for (const std::uint8_t byte : training) {
    learn(state, byte);
  }
}

double ByteNgramModel::bits(ByteView text) const {
  double bits = 0;
  State state{};
  for (const std::uint8_t byte : text) {
    bits -= std::log2(probability(state, byte));
  }
  return bits;
}

void ByteNgramModel::learn(State& state, std::uint8_t byte) {
  State next{};
  for (std::size_t k = 0; k <= kOrder && known(state, k); ++k) {
    Child& child = find_or_add(state[k], byte, k < kOrder);
    Context& context = contexts_[state[k]];
    context.successors += child.count == 0 ? 1 : 0;
    context.occurrences += 1;
    child.count += 1;
    if (k < kOrder) {
      next[k + 1] = child.node;
    }
  }
  state = next;
}

double ByteNgramModel::probability(State& state, std::uint8_t byte) const {
  State next{};
  double p = 1.0 / 256;
  for (std::size_t k = 0; k <= kOrder && known(state, k); ++k) {
    const Context& context = contexts_[state[k]];
    if (context.occurrences == 0) {  // the end of the training text
      break;
    }
    const Child& child = children_[find(state[k], byte)];
    const double successors = context.successors;
    p = (child.count + successors * p) / (context.occurrences + successors);
    if (k < kOrder) {
      next[k + 1] = child.node;
    }
  }
  state = next;
  return p;
}

/// The slot of a child, or the free one where it would be.
std::size_t ByteNgramModel::find(Node parent, std::uint8_t byte) const {
  const std::uint64_t key = key_of(parent, byte);
  std::size_t slot = home_of(key, children_.size());
  while (children_[slot].key != key && children_[slot].key != 0) {
    slot = (slot + 1) & (children_.size() - 1);
  }
  return slot;
}

ByteNgramModel::Child& ByteNgramModel::find_or_add(Node parent, std::uint8_t byte, bool inner) {
  std::size_t slot = find(parent, byte);
  if (children_[slot].key != 0) {
    return children_[slot];
  }
  if (2 * children_count_ >= children_.size()) {
    grow();
    slot = find(parent, byte);
  }
  ++children_count_;
  children_[slot].key = key_of(parent, byte);
  if (inner) {
    children_[slot].node = static_cast<Node>(contexts_.size());
    contexts_.emplace_back();
  }
  return children_[slot];
}

void ByteNgramModel::grow() {
  const std::vector<Child> old = std::exchange(children_, std::vector<Child>(2 * children_.size()));
  for (const Child& child : old) {
    if (child.key != 0) {
      children_[find(static_cast<Node>((child.key - 1) >> 8), static_cast<std::uint8_t>(child.key - 1))] = child;
    }
  }
}

}  // namespace pith
