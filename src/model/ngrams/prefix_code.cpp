#include "model/ngrams/prefix_code.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace pith {

namespace {

std::uint32_t reversed(std::uint32_t code, int length) {
  std::uint32_t bits = 0;
  for (int i = 0; i < length; ++i) {
    bits = bits << 1 | (code >> i & 1);
  }
  return bits;
}

/// A code of a single symbol leaves one of its two strings without meaning: it decodes to that symbol too.
bool is_complete(ByteView lengths) {
  std::uint64_t filled = 0;
  std::size_t symbols = 0;
  for (const std::uint8_t length : lengths) {
    if (length > PrefixCode::kMaxLength) return false;
    if (length != 0) {
      filled += std::uint64_t{1} << (PrefixCode::kMaxLength - length);
      ++symbols;
    }
  }
  const std::uint64_t whole = std::uint64_t{1} << PrefixCode::kMaxLength;
  return filled == whole || (symbols == 1 && filled == whole / 2);
}

}  // namespace

std::vector<std::uint32_t> canonical_codes(ByteView lengths) {
  assert(lengths.size() <= PrefixCode::kMaxSymbols);
  std::array<std::uint32_t, PrefixCode::kMaxLength + 1> next{};
  for (int length = 1; length < PrefixCode::kMaxLength; ++length) {
    const auto count = static_cast<std::uint32_t>(std::ranges::count(lengths, length));
    next[length + 1] = (next[length] + count) << 1;
  }
  std::vector<std::uint32_t> codes(lengths.size());
  for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
    if (lengths[symbol] != 0) codes[symbol] = reversed(next[lengths[symbol]]++, lengths[symbol]);
  }
  return codes;
}

std::optional<PrefixCode> PrefixCode::from_lengths(ByteView lengths) {
  assert(lengths.size() <= kMaxSymbols);
  if (!is_complete(lengths)) return std::nullopt;
  PrefixCode code;
  code.entries_.resize(std::size_t{1} << kMaxLength);
  const std::vector<std::uint32_t> codes = canonical_codes(lengths);
  const auto single = std::ranges::count_if(lengths, [](std::uint8_t length) { return length != 0; }) == 1;
  for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
    const int length = lengths[symbol];
    if (length == 0) continue;
    const std::size_t step = single ? 1 : std::size_t{1} << length;
    for (std::size_t i = single ? 0 : codes[symbol]; i < code.entries_.size(); i += step) {
      code.entries_[i] = static_cast<std::uint16_t>(symbol << 4 | static_cast<std::size_t>(length));
    }
  }
  return code;
}

}  // namespace pith
