#include <algorithm>
#include <array>
#include <cmath>

#include "pith/analyze.h"

namespace pith {

namespace {

using Probabilities = std::array<double, 256>;

/// Each count with `more` added, of the sum of them all.
Probabilities probabilities(const ByteDistribution& distribution, double more) {
  const double total = static_cast<double>(distribution.bytes()) + 256 * more;
  Probabilities result{};
  for (std::size_t byte = 0; byte < result.size() && total > 0; ++byte) {
    result[byte] = (static_cast<double>(distribution.counts[byte]) + more) / total;
  }
  return result;
}

double cross_entropy(const Probabilities& p, const Probabilities& q) {
  double bits = 0;
  for (std::size_t byte = 0; byte < p.size(); ++byte) {
    bits -= p[byte] > 0 ? p[byte] * std::log2(q[byte]) : 0;  // infinite for q = 0
  }
  return bits;
}

double divergence(const Probabilities& p, const Probabilities& q) {
  double bits = 0;
  for (std::size_t byte = 0; byte < p.size(); ++byte) {
    bits += p[byte] > 0 ? p[byte] * std::log2(p[byte] / q[byte]) : 0;
  }
  return std::max(0.0, bits);
}

DistributionDistance distance(const ByteDistribution& first, const ByteDistribution& second) {
  const Probabilities p = probabilities(first, 0);
  const Probabilities q = probabilities(second, 0);
  const Probabilities smooth_p = probabilities(first, 0.5);
  const Probabilities smooth_q = probabilities(second, 0.5);
  return {.cross_entropy = cross_entropy(p, q),
          .divergence = divergence(p, q),
          .smoothed_cross_entropy = cross_entropy(smooth_p, smooth_q),
          .smoothed_divergence = divergence(smooth_p, smooth_q)};
}

}  // namespace

DistributionComparison compare_distributions(const ByteDistribution& first, const ByteDistribution& second) {
  const Probabilities p = probabilities(first, 0);
  const Probabilities q = probabilities(second, 0);
  Probabilities mean{};
  for (std::size_t byte = 0; byte < mean.size(); ++byte) {
    mean[byte] = (p[byte] + q[byte]) / 2;
  }
  return {.first_by_second = distance(first, second),
          .second_by_first = distance(second, first),
          .jensen_shannon = std::min(1.0, (divergence(p, mean) + divergence(q, mean)) / 2)};
}

}  // namespace pith
