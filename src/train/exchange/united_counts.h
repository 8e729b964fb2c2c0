#pragma once

#include <cstdint>
#include <vector>

#include "train/exchange/update.h"

namespace pith {

struct UnitedCounts {
  AllCounts ngrams;            ///< counts added up, savings their mean
  std::uint64_t kept = 0;      ///< contexts
  std::uint64_t left_out = 0;  ///< contexts that fewer parties have
};

/// What at least `min_parties` of the updates have: contexts, and bytes after them.
UnitedCounts united_counts(const std::vector<Update>& updates, std::uint32_t min_parties);

}  // namespace pith
