#pragma once

#include <array>
#include <cassert>
#include <cstdint>

#include "base/decisions.h"

namespace pith {

/// Takes the place of an arithmetic coder: sums the ideal code length of decisions instead of writing them.
class CostMeter {
 public:
  /// `bits`: what is spent already.
  explicit CostMeter(double bits = 0);

  /// REQUIRES: p = 65536 * P(bit is 1), 1 <= p <= 65535.
  void add(int bit, std::uint32_t p) {
    assert(p >= 1 && p < kOne);
    bits_ += (*costs_)[bit != 0 ? p : kOne - p];
  }

  /// All decisions of a byte, which `predictor` learns.
  template <typename AnyPredictor>
  void add_byte(AnyPredictor& predictor, std::uint8_t byte) {
    for_each_decision(byte, [&](int bit) {
      add(bit, predictor.predict());
      predictor.learn(bit);
    });
  }

  /// All decisions of a byte, with the probabilities p16s (8).
  void add_byte(const std::uint16_t* p16s, std::uint8_t byte) {
    for_each_decision(byte, [&](int bit) { add(bit, *p16s++); });
  }

  /// What a byte costs by itself.
  static double byte_bits(const std::uint16_t* p16s, std::uint8_t byte) {
    CostMeter meter;
    meter.add_byte(p16s, byte);
    return meter.bits();
  }

  static constexpr double kMostBits = 16;  ///< that a decision costs

  /// The sum of -log2 of the probability of every bit that came.
  double bits() const { return bits_; }

 private:
  static constexpr std::uint32_t kOne = 65536;
  using Costs = std::array<double, kOne>;  ///< [q] = -log2(q / 65536), for q >= 1

  static const Costs& costs();

  const Costs* costs_;
  double bits_;
};

}  // namespace pith
