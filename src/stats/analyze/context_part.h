#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pith/analyze.h"
#include "stats/analyze/context_walk.h"

namespace pith {

/// The positions of a text that have a certain byte before them. No context of order 1 or more is in two parts.
struct ContextPart {
  /// A position as a number that sorts by context: the second to eighth byte before it, the nearest on top, then its
  /// own byte.
  std::vector<std::uint64_t> keys;

  /// A position that has only `order` bytes before it; in its key the others are zeros.
  struct Early {
    std::uint64_t key;
    int order;
  };
  std::vector<Early> early;
};

/// The parts of the bytes `first` <= byte < `end`. `sizes` has the number of positions of each byte's part.
std::vector<ContextPart> context_parts(TextView text, std::size_t first, std::size_t end,
                                       const std::array<std::uint64_t, 256>& sizes);

/// Those of orders 1 to kMaxEntropyOrder.
OrderSums context_sums(ContextPart part);

}  // namespace pith
