#pragma once

#include <array>
#include <cstdint>

namespace pith {

/// Takes the place of an arithmetic coder: sums the ideal code length of decisions instead of writing them.
class CostMeter {
 public:
  CostMeter();

  /// REQUIRES: p = 65536 * P(bit is 1), 1 <= p <= 65535.
  void add(int bit, std::uint32_t p) { bits_ += costs_[bit != 0 ? p : kOne - p]; }

  /// The sum of -log2 of the probability of every bit that came.
  double bits() const { return bits_; }

 private:
  static constexpr std::uint32_t kOne = 65536;
  using Costs = std::array<double, kOne>;  ///< [q] = -log2(q / 65536), for q >= 1

  static const Costs& costs();

  const Costs& costs_;
  double bits_ = 0;
};

}  // namespace pith
