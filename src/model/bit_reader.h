#pragma once

#include <cstdint>

#include "base/bytes.h"

namespace pith {

/// Bits of a byte array, the lowest bit of a byte first.
class BitReader {
 public:
  static constexpr std::size_t kPadding = 16;  ///< bytes that must follow the last bit of a list
  static constexpr int kMaxPeek = 32;

  /// REQUIRES: every peek lies within `bytes`, with 8 bytes from its first one on.
  BitReader(ByteView bytes, std::uint64_t bit) : bytes_(bytes), bit_(bit) {}

  std::uint64_t position() const { return bit_; }

  /// The next `count` bits, the first one lowest; they stay unread. REQUIRES: count <= kMaxPeek.
  std::uint32_t peek(int count) const {
    const auto word = little_endian<std::uint64_t>(bytes_.subspan(bit_ >> 3));
    return static_cast<std::uint32_t>(word >> (bit_ & 7) & ((std::uint64_t{1} << count) - 1));
  }

  void skip(int count) { bit_ += static_cast<std::uint64_t>(count); }

  std::uint32_t take(int count) {
    const std::uint32_t bits = peek(count);
    skip(count);
    return bits;
  }

 private:
  ByteView bytes_;
  std::uint64_t bit_;
};

}  // namespace pith
