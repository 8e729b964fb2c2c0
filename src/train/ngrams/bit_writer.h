#pragma once

#include <cassert>
#include <cstdint>
#include <utility>

#include "base/bytes.h"

namespace pith {

/// Writes what BitReader reads: bits into bytes, the lowest bit of a byte first.
class BitWriter {
 public:
  /// The lowest `count` bits of `bits`, the lowest first. REQUIRES: count <= 32, no bit of `bits` beyond them.
  void put(std::uint32_t bits, int count) {
    assert(count >= 0 && count <= 32 && std::uint64_t{bits} >> count == 0);
    pending_ |= std::uint64_t{bits} << pending_bits_;
    for (pending_bits_ += count; pending_bits_ >= 8; pending_bits_ -= 8) {
      bytes_.push_back(static_cast<std::uint8_t>(pending_));
      pending_ >>= 8;
    }
  }

  /// The bytes so far, the last one filled up with zeros. Begins anew.
  Bytes finish() {
    if (pending_bits_ > 0) bytes_.push_back(static_cast<std::uint8_t>(pending_));
    pending_ = 0;
    pending_bits_ = 0;
    return std::exchange(bytes_, {});
  }

 private:
  Bytes bytes_;
  std::uint64_t pending_ = 0;
  int pending_bits_ = 0;
};

}  // namespace pith
