#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"

namespace pith {

/// A canonical prefix code: shorter codes first, equal lengths in the order of the symbols. A code's highest bit comes
/// first in the stream.
class PrefixCode {
 public:
  static constexpr int kMaxLength = 12;

  /// lengths[s]: bits of the code of symbol s, 0 = it has none. Nothing unless the code is complete (every string of
  /// bits decodes) or has a single symbol, of length 1. REQUIRES: lengths.size() <= kMaxSymbols.
  static std::optional<PrefixCode> from_lengths(ByteView lengths);

  static constexpr std::size_t kMaxSymbols = 4096;

  struct Decoded {
    std::uint32_t symbol;
    int length;
  };

  /// The symbol whose code `bits` begins with, and the bits of that code. The first kMaxLength bits count.
  Decoded decode(std::uint64_t bits) const {
    const std::uint32_t entry = entries_[bits & ((1u << kMaxLength) - 1)];
    return {entry >> 4, static_cast<int>(entry & 15)};
  }

 private:
  std::vector<std::uint16_t> entries_;  // (2^kMaxLength) symbol * 16 + length, by the bits that come next
};

/// codes[s]: the code of symbol s as it lies in the stream, its first bit lowest. REQUIRES: as for from_lengths().
std::vector<std::uint32_t> canonical_codes(ByteView lengths);

}  // namespace pith
