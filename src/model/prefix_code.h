#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "model/bit_reader.h"

namespace pith {

/// A canonical prefix code: shorter codes first, equal lengths in the order of the symbols. A code's highest bit comes
/// first in the stream.
class PrefixCode {
 public:
  static constexpr int kMaxLength = 12;

  /// lengths[s]: bits of the code of symbol s, 0 = it has none. Nothing unless the code is complete (every string of
  /// bits decodes) or has a single symbol, of length 1. REQUIRES: lengths.size() <= 65536.
  static std::optional<PrefixCode> from_lengths(ByteView lengths);

  /// The next symbol.
  std::uint32_t decode(BitReader& bits) const {
    const Entry entry = entries_[bits.peek(index_bits_)];
    bits.skip(entry.length);
    return entry.symbol;
  }

 private:
  struct Entry {
    std::uint16_t symbol = 0;
    std::uint8_t length = 0;
  };

  int index_bits_ = 0;
  std::vector<Entry> entries_;  // (2^index_bits_), by the bits that come next
};

/// codes[s]: the code of symbol s as it lies in the stream, its first bit lowest. REQUIRES: as for from_lengths().
std::vector<std::uint32_t> canonical_codes(ByteView lengths);

}  // namespace pith
