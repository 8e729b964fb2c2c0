#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "coding/interval.h"

namespace pith {

/// Turns a payload back into the decisions that ArithmeticEncoder was given, asked with the same probabilities.
///
/// Any bytes decode to some decisions; finished() tells whether an encoder would have written just these bytes.
/// Invariant: interval_.low() <= code_ <= interval_.high(); code_ is the 8 payload bytes after the settled ones.
class ArithmeticDecoder {
 public:
  /// REQUIRES: payload outlives this.
  explicit ArithmeticDecoder(ByteView payload) : payload_(payload) {
    for (int i = 0; i < 8; ++i) {
      code_ = code_ << 8 | next_byte();
    }
  }

  /// REQUIRES: p = 65536 * P(bit is 1), 1 <= p <= 65535.
  int decode(std::uint32_t p) {
    const std::uint64_t cut = interval_.cut(p);
    const int bit = code_ <= cut ? 1 : 0;
    interval_.narrow(bit, cut, [this](std::uint8_t) { code_ = code_ << 8 | next_byte(); });
    return bit;
  }

  /// True if the payload is exactly what an encoder writes for the decisions decoded so far.
  bool finished() const {
    const bool all_read = position_ == payload_.size();
    const bool shortest = payload_.empty() || payload_.back() != 0;
    return all_read && shortest && code_ == std::uint64_t{interval_.last_byte()} << 56;
  }

 private:
  /// Zeros without end follow the payload.
  std::uint8_t next_byte() { return position_ < payload_.size() ? payload_[position_++] : std::uint8_t{0}; }

  ByteView payload_;
  std::size_t position_ = 0;
  Interval interval_;
  std::uint64_t code_ = 0;
};

}  // namespace pith
