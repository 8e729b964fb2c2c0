#pragma once

#include <bit>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace pith {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// Appends the bytes of `word`, lowest first.
template <std::unsigned_integral Word>
void append_little_endian(Bytes& out, Word word) {
  for (std::size_t i = 0; i < sizeof(Word); ++i) {
    out.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
  }
}

/// The word whose lowest byte is bytes[0]. REQUIRES: bytes.size() >= sizeof(Word).
template <std::unsigned_integral Word>
Word little_endian(ByteView bytes) {
  assert(bytes.size() >= sizeof(Word));
  Word word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes.data(), sizeof(Word));
    return word;
  }
  for (std::size_t i = 0; i < sizeof(Word); ++i) {
    word = static_cast<Word>(word | static_cast<Word>(static_cast<Word>(bytes[i]) << (8 * i)));
  }
  return word;
}

}  // namespace pith
