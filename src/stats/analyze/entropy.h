#pragma once

#include <cmath>
#include <cstdint>

namespace pith {

/// n log2 n, and 0 for n = 0.
inline double n_log2_n(double n) { return n > 0 ? n * std::log2(n) : 0; }

/// The entropy in bits of `total` outcomes whose counts have the sum `sum_n_log2_n` of n log2 n. Never below 0, where
/// rounding would have it.
inline double entropy_of_counts(double total, double sum_n_log2_n) {
  if (total <= 0) {
    return 0;
  }
  const double bits = std::log2(total) - sum_n_log2_n / total;
  return bits > 0 ? bits : 0;
}

}  // namespace pith
