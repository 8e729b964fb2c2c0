#pragma once

#include <cassert>
#include <cstdint>

namespace pith {

/// The 64-bit interval that both halves of the arithmetic coder narrow, one binary decision after the other.
///
/// A payload, read as a binary fraction, is a point; each decision cuts the interval in two in the ratio of its
/// probabilities and keeps the part that holds the point. Bytes on which both ends agree are settled and shifted out,
/// so that the interval is always the next 64 bits of the fraction.
///
/// Invariants before and after narrow():
/// * low() < high(): both outcomes can be coded, whatever p is.
/// * The top bytes of low() and high() differ.
///
/// With R = high() - low(), the part of a bit of probability q holds at least R * q of the R + 1 points, so a decision
/// costs at most log2(1 + 1 / R) bits more than -log2 q. R is below 2^k with probability 2^(k - 56), when the interval
/// straddles an edge between settled bytes; the next decision that clears the edge widens it again.
class Interval {
 public:
  std::uint64_t low() const { return low_; }
  std::uint64_t high() const { return high_; }

  /// Where a decision with P(1) = p / 65536 cuts: [low, cut] stands for a 1, [cut + 1, high] for a 0.
  /// low + floor((high - low) * p / 65536), exact; as p < 65536 and low < high, low <= cut < high.
  /// REQUIRES: 1 <= p <= 65535.
  std::uint64_t cut(std::uint32_t p) const {
    assert(1 <= p && p <= 65535);
    const std::uint64_t range = high_ - low_;
    return low_ + (range >> 16) * p + (((range & 0xffff) * p) >> 16);
  }

  /// Keeps the part of `bit` and calls `shift_out(byte)` for every byte that this settles, at most 8.
  template <typename ShiftOut>
  void narrow(int bit, std::uint64_t cut, ShiftOut shift_out) {
    if (bit != 0) {
      high_ = cut;
    } else {
      low_ = cut + 1;
    }
    while (((low_ ^ high_) >> 56) == 0) {
      shift_out(static_cast<std::uint8_t>(low_ >> 56));
      low_ <<= 8;
      high_ = (high_ << 8) | 0xff;
    }
  }

  /// The first byte of the shortest fraction inside the interval, all bytes after it being 0; 0 stands for the empty
  /// fraction. Where low is not 0 one byte is enough, since low < (top byte of low + 1) * 2^56 <= high.
  std::uint8_t last_byte() const { return static_cast<std::uint8_t>(low_ == 0 ? 0 : (low_ >> 56) + 1); }

 private:
  std::uint64_t low_ = 0;
  std::uint64_t high_ = UINT64_MAX;
};

}  // namespace pith
