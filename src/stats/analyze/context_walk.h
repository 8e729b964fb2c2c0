#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "pith/analyze.h"

namespace pith {

/// What the entropy of one order is made of; sums of parts of a text are those of the whole if no context is in two.
struct ContextSums {
  std::uint64_t positions = 0;
  std::uint64_t contexts = 0;
  std::uint64_t contexts_seen_once = 0;
  std::uint64_t sequences = 0;
  double context_n_log2_n = 0;
  double sequence_n_log2_n = 0;

  ContextSums& operator+=(const ContextSums& other);
};

using OrderSums = std::array<ContextSums, kMaxEntropyOrder + 1>;  ///< [order]

/// Walks through the occurrences of bytes in the order of their contexts and sums up all orders from 1 on at once: the
/// counts of a context become part of those of the context that is one byte shorter when the walk leaves it.
class ContextWalk {
 public:
  /// Enters the next context, which has its last `shared` bytes in common with the one before.
  void enter(int shared) { leave_above(shared); }

  /// `count` occurrences of `byte` after the last `order` bytes of the present context, and after fewer.
  void add(int order, std::uint8_t byte, std::uint64_t count);

  /// Leaves all contexts. Those of order 0 are not summed up.
  const OrderSums& finish();

 private:
  /// The bytes that occurred after the present context of an order; those with a count are listed.
  struct Successors {
    std::array<std::uint64_t, 256> counts{};
    std::vector<std::uint8_t> bytes;
  };

  void leave_above(int order);
  void leave(int order);

  std::array<Successors, kMaxEntropyOrder + 1> successors_;
  OrderSums sums_{};
};

}  // namespace pith
