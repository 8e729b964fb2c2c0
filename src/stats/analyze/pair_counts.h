#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pith/analyze.h"

namespace pith {

/// How often each byte occurs together with each other one.
class PairCounts {
 public:
  /// Adds the pairs of x[i] and y[i]. REQUIRES: of one size; fewer than 2^32 pairs in all.
  void add(TextView x, TextView y);

  void clear();

  std::uint64_t pairs() const;
  double mutual_information() const;   ///< I(X; Y) = H(X) + H(Y) - H(X, Y), plug-in, bits
  double conditional_entropy() const;  ///< H(Y | X) = H(X, Y) - H(X), plug-in, bits

 private:
  struct Entropies {
    double x;
    double y;
    double both;
  };
  Entropies entropies() const;

  std::vector<std::uint32_t> counts_ = std::vector<std::uint32_t>(65536);  ///< [x * 256 + y]
};

}  // namespace pith
