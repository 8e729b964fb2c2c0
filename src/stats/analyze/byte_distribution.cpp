#include <algorithm>
#include <cmath>
#include <numeric>

#include "pith/analyze.h"
#include "stats/analyze/entropy.h"

namespace pith {

std::uint64_t ByteDistribution::bytes() const {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::size_t ByteDistribution::alphabet() const {
  return static_cast<std::size_t>(std::ranges::count_if(counts, [](std::uint64_t count) { return count > 0; }));
}

double ByteDistribution::entropy() const {
  double sum = 0;
  for (const std::uint64_t count : counts) {
    sum += n_log2_n(static_cast<double>(count));
  }
  return entropy_of_counts(static_cast<double>(bytes()), sum);
}

double ByteDistribution::ideal_bits() const { return entropy() * static_cast<double>(bytes()); }

double ByteDistribution::redundancy_of_byte() const { return bytes() == 0 ? 0 : 1 - entropy() / 8; }

double ByteDistribution::redundancy_of_alphabet() const {
  const std::size_t symbols = alphabet();
  return symbols < 2 ? 0 : std::max(0.0, 1 - entropy() / std::log2(static_cast<double>(symbols)));
}

double ByteDistribution::probability(std::uint8_t byte) const {
  const std::uint64_t total = bytes();
  return total == 0 ? 0 : static_cast<double>(counts[byte]) / static_cast<double>(total);
}

ByteDistribution byte_distribution(TextView text) {
  ByteDistribution distribution;
  for (const std::uint8_t byte : text) {
    ++distribution.counts[byte];
  }
  return distribution;
}

}  // namespace pith
