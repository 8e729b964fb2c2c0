#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/bytes.h"
#include "coding/interval.h"

namespace pith {

/// Turns binary decisions and their probabilities into the shortest payload that ArithmeticDecoder takes.
///
/// Invariant: the bytes settled so far are payload_ and then pending_zeros_ zeros; payload_ does not end with a zero. A
/// payload goes on with zeros without end, so zeros are written only once another byte follows them.
class ArithmeticEncoder {
 public:
  /// `expected_bytes` is the memory to set aside; more is taken as needed.
  explicit ArithmeticEncoder(std::size_t expected_bytes = 0) { payload_.reserve(expected_bytes); }

  /// REQUIRES: p = 65536 * P(bit is 1), 1 <= p <= 65535.
  void encode(int bit, std::uint32_t p) {
    assert(bit == 0 || bit == 1);
    interval_.narrow(bit, interval_.cut(p), [this](std::uint8_t byte) { put(byte); });
  }

  /// The payload of all decisions so far will be at least this long; never shrinks.
  std::size_t size() const { return payload_.size(); }

  /// The payload. REQUIRES: nothing is encoded afterwards.
  Bytes finish() {
    put(interval_.last_byte());
    return std::move(payload_);
  }

 private:
  void put(std::uint8_t byte) {
    if (byte == 0) {
      ++pending_zeros_;
      return;
    }
    payload_.insert(payload_.end(), pending_zeros_, 0);
    payload_.push_back(byte);
    pending_zeros_ = 0;
  }

  Interval interval_;
  Bytes payload_;
  std::size_t pending_zeros_ = 0;
};

}  // namespace pith
