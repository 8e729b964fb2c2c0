#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "base/bytes.h"

namespace pith {

/// The bytes that a network tells apart, numbered as symbols from 0, ascending; all others are alike to it.
class Alphabet {
 public:
  Alphabet() { symbols_.fill(-1); }

  /// `known`: bit c mod 8 of its byte c / 8 is 1 if byte c is known.
  explicit Alphabet(std::span<const std::uint8_t, 32> known) : Alphabet() {
    for (int byte = 0; byte < 256; ++byte) {
      below_[static_cast<std::size_t>(byte)] = static_cast<std::uint16_t>(bytes_.size());
      if ((known[static_cast<std::size_t>(byte / 8)] >> (byte % 8) & 1) == 0) continue;
      symbols_[static_cast<std::size_t>(byte)] = static_cast<std::int16_t>(bytes_.size());
      bytes_.push_back(static_cast<std::uint8_t>(byte));
    }
    below_[256] = static_cast<std::uint16_t>(bytes_.size());
  }

  std::size_t size() const { return bytes_.size(); }
  std::span<const std::uint8_t> bytes() const { return bytes_; }

  /// The number of `byte`, -1 if it is not known.
  int symbol(std::uint8_t byte) const { return symbols_[byte]; }

  /// How many symbols are bytes smaller than `byte`, which is at most 256.
  std::size_t symbols_below(std::uint32_t byte) const { return below_[byte]; }

 private:
  Bytes bytes_;
  std::array<std::int16_t, 256> symbols_{};
  std::array<std::uint16_t, 257> below_{};
};

}  // namespace pith
