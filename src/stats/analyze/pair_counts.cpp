#include "stats/analyze/pair_counts.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

#include "stats/analyze/entropy.h"

namespace pith {

namespace {

template <typename Counts>
double entropy_of(const Counts& counts, double total) {
  double sum = 0;
  for (const auto count : counts) {
    sum += count == 0 ? 0 : n_log2_n(static_cast<double>(count));
  }
  return entropy_of_counts(total, sum);
}

}  // namespace

void PairCounts::add(TextView x, TextView y) {
  assert(x.size() == y.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    ++counts_[std::size_t{x[i]} << 8 | y[i]];
  }
}

void PairCounts::clear() { std::ranges::fill(counts_, 0); }

std::uint64_t PairCounts::pairs() const { return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0}); }

PairCounts::Entropies PairCounts::entropies() const {
  std::array<std::uint64_t, 256> x{};
  std::array<std::uint64_t, 256> y{};
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    x[i >> 8] += counts_[i];
    y[i & 255] += counts_[i];
  }
  const auto total = static_cast<double>(pairs());
  return {.x = entropy_of(x, total), .y = entropy_of(y, total), .both = entropy_of(counts_, total)};
}

double PairCounts::mutual_information() const {
  const Entropies entropy = entropies();
  return std::max(0.0, entropy.x + entropy.y - entropy.both);
}

double PairCounts::conditional_entropy() const {
  const Entropies entropy = entropies();
  return std::max(0.0, entropy.both - entropy.x);
}

}  // namespace pith
