#pragma once

#include <array>
#include <cstdint>

#include "pith/predictor.h"

namespace pith {

/// How a distribution of bytes is sharpened before a byte is drawn from it; SampleOptions has the meaning.
struct Sharpening {
  std::uint32_t temperature_milli = 1000;
  std::uint32_t top_p_milli = 1000;

  /// Whether it leaves a distribution as it is.
  bool none() const { return temperature_milli == 1000 && top_p_milli == 1000; }
};

/// Weights of bytes that stand in for a predictor while one byte is decoded. Integers only.
class ByteChoice {
 public:
  /// `shares`: (256), the likeliest first, of less than 2^32 together, as Predictor::likeliest() gives them.
  /// REQUIRES: the first is not 0.
  ByteChoice(const std::array<ByteShare, 256>& shares, const Sharpening& sharpening);

  /// In proportion to one another, at most 2^32 - 1; at least one is not 0.
  std::uint32_t weight(std::uint8_t byte) const { return weights_[byte]; }

  /// A byte, by decisions that `decoder` makes with the probabilities that the weights come to, rounded to units of
  /// 2^-16. One that rounds to 0 or 1 is no decision: what is left of far less likely bytes must not be made likelier.
  template <typename Decoder>
  std::uint8_t decode(Decoder& decoder) const {
    std::uint32_t node = 1;
    while (node < 256) {
      const std::uint32_t p = p16(sums_[2 * node], sums_[2 * node + 1]);
      const int bit = p == 0 ? 0 : p == 65536 ? 1 : decoder.decode(p);
      node = 2 * node + static_cast<std::uint32_t>(bit);
    }
    return static_cast<std::uint8_t>(node);
  }

 private:
  /// P of a 1, rounded to units of 2^-16: 0 and 65536 too. REQUIRES: zeros + ones is neither 0 nor 2^40 or more.
  static std::uint32_t p16(std::uint64_t zeros, std::uint64_t ones);

  void sum_up();

  std::array<std::uint32_t, 256> weights_{};
  std::array<std::uint64_t, 512> sums_{};  // of the tree whose root is 1 and whose leaves are 256 to 511; below 2^40
};

}  // namespace pith
