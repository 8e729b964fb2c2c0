#pragma once

#include <array>
#include <cassert>
#include <cstdint>

namespace pith {

/// A probability that learns from each bit, by less and less: after n bits it moves by 1 / (n + 1.6) of the error, at
/// least by 1 / (limit + 1.6). 22 bits of probability and 10 of count in one word.
class AdaptiveProbability {
 public:
  static constexpr std::uint32_t kMaxLimit = 1023;

  /// One half, nothing learnt.
  constexpr AdaptiveProbability() = default;

  /// REQUIRES: p16 <= 65535, count <= kMaxLimit.
  constexpr AdaptiveProbability(std::uint32_t p16, std::uint32_t count) : word_(kHalf ^ (p16 << 16 | count)) {
    assert(p16 <= 65535 && count <= kMaxLimit);
  }

  /// The whole of it as a number, and back: any number is valid.
  constexpr std::uint32_t packed() const { return word_ ^ kHalf; }
  static constexpr AdaptiveProbability unpacked(std::uint32_t packed) {
    AdaptiveProbability p;
    p.word_ = packed ^ kHalf;
    return p;
  }

  bool operator==(const AdaptiveProbability&) const = default;

  /// 65536 * P(1), in [0, 65535].
  std::uint32_t p16() const { return (word_ ^ kHalf) >> 16; }
  std::uint32_t count() const { return (word_ ^ kHalf) & kMaxLimit; }

  /// REQUIRES: limit <= kMaxLimit.
  void learn(int bit, std::uint32_t limit) {
    assert(limit <= kMaxLimit);
    const std::uint32_t word = word_ ^ kHalf;
    const std::uint32_t n = word & kMaxLimit;
    // With the error cut to 16 bits the move never passes its target, so that the word cannot wrap around.
    const std::int32_t error = (bit != 0 ? 65535 : 0) - static_cast<std::int32_t>(word >> 16);
    const std::uint32_t move = (static_cast<std::uint32_t>(error * kRate[n]) << 2) & ~kMaxLimit;
    word_ = (word + move + (n < limit ? 1 : 0)) ^ kHalf;
  }

 private:
  /// Kept as the difference from one half, so that a table of zeros is a table of halves.
  static constexpr std::uint32_t kHalf = std::uint32_t{32768} << 16;

  /// In units of 2^-14; below 10241, so that |error * rate| < 2^30.
  static constexpr auto kRate = [] {
    std::array<std::int32_t, kMaxLimit + 1> rate{};
    for (int n = 0; n <= static_cast<int>(kMaxLimit); ++n) {
      rate[n] = 16384 * 10 / (10 * n + 16);
    }
    return rate;
  }();

  std::uint32_t word_ = 0;
};

}  // namespace pith
