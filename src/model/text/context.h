#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "model/text/hash.h"
#include "model/text/text_state.h"

namespace pith {

/// What of the past a predictor looks at: each context gathers the bit histories of what followed it.
enum class ContextKind : std::uint8_t {
  kOrder2,  ///< the last two bytes, and so on
  kOrder3,
  kOrder4,
  kOrder5,
  kOrder6,
  kOrder8,
  kWord,          ///< the letters of this word and the last byte
  kWordPair,      ///< this word and the one before
  kWordSkip,      ///< this word and the one two before
  kColumn,        ///< the column, the byte above, the last byte
  kField,         ///< this field so far and its number in the line
  kSkip1,         ///< the second and third last bytes
  kLetterClass,   ///< the last two bytes, and the high halves of the two before
  kAbove,         ///< the byte above and the last two bytes
  kIndentedWord,  ///< this word and the indentation of its line
};

inline constexpr int kContextKinds = 15;

/// What `context` looks at.
constexpr Sight sight_of(ContextKind context) {
  switch (context) {
    case ContextKind::kOrder2:
    case ContextKind::kOrder3:
    case ContextKind::kOrder4:
    case ContextKind::kOrder5:
    case ContextKind::kOrder6:
    case ContextKind::kOrder8:
    case ContextKind::kSkip1:
    case ContextKind::kLetterClass:
      return Sight::kLast8;
    case ContextKind::kWord:
    case ContextKind::kWordPair:
    case ContextKind::kWordSkip:
      return Sight::kWords;
    default:
      return Sight::kLines;
  }
}

/// The context that `context` extends: where it is the same in two texts, so is that one; nothing for the shortest.
constexpr std::optional<ContextKind> shorter_context(ContextKind context) {
  switch (context) {
    case ContextKind::kOrder3:
      return ContextKind::kOrder2;
    case ContextKind::kOrder4:
      return ContextKind::kOrder3;
    case ContextKind::kOrder5:
      return ContextKind::kOrder4;
    case ContextKind::kOrder6:
      return ContextKind::kOrder5;
    case ContextKind::kOrder8:
      return ContextKind::kOrder6;
    case ContextKind::kLetterClass:
      return ContextKind::kOrder2;
    default:
      return std::nullopt;
  }
}

/// For each of `contexts` the number of the longest of them that it extends, -1 if there is none.
template <std::size_t kCount>
constexpr std::array<int, kCount> shorter_contexts(std::span<const ContextKind, kCount> contexts) {
  std::array<int, kCount> numbers{};
  for (std::size_t i = 0; i < kCount; ++i) {
    numbers[i] = -1;
    for (auto c = shorter_context(contexts[i]); c && numbers[i] < 0; c = shorter_context(*c)) {
      const auto found = std::ranges::find(contexts, *c);
      if (found != contexts.end()) numbers[i] = static_cast<int>(found - contexts.begin());
    }
  }
  return numbers;
}

/// What kContext keeps of `text`, in one word.
template <ContextKind kContext>
std::uint32_t kept_of(const TextState& text) {
  const auto low = static_cast<std::uint32_t>(text.last8());
  const auto high = static_cast<std::uint32_t>(text.last8() >> 32);
  const std::uint32_t last = low & 0xff;
  switch (kContext) {
    case ContextKind::kOrder2:
      return low & 0xffff;
    case ContextKind::kOrder3:
      return low & 0xffffff;
    case ContextKind::kOrder4:
      return low;
    case ContextKind::kOrder5:
      return hash(low, high & 0xff);
    case ContextKind::kOrder6:
      return hash(low, high & 0xffff);
    case ContextKind::kOrder8:
      return hash(low, high);
    case ContextKind::kWord:
      return hash(text.word(), last);
    case ContextKind::kWordPair:
      return hash(text.word(), text.word_before());
    case ContextKind::kWordSkip:
      return hash(text.word(), text.word_before_that());
    case ContextKind::kColumn:
      return hash(text.above() | last << 8, text.column());
    case ContextKind::kField:
      return hash(text.field(), text.field_number());
    case ContextKind::kSkip1:
      return low & 0xffff00;
    case ContextKind::kLetterClass:
      return low & 0xf0f0ffff;
    case ContextKind::kAbove:
      return hash(text.above() | last << 8, text.byte(2));
    case ContextKind::kIndentedWord:
      return hash(text.indent(), text.word());
  }
}

/// A 32-bit hash of kContext in `text`; different contexts differ in their hashes even on the same bytes.
template <ContextKind kContext>
std::uint32_t context_hash(const TextState& text) {
  return hash(kept_of<kContext>(text), static_cast<std::uint32_t>(kContext) + 1);
}

/// No byte: what ranking_byte() gives where a context does not tell the last byte.
inline constexpr std::uint32_t kNoByte = 256;

/// The last byte as far as `context` tells it: equal for any two texts that are equal in that context. In lower case
/// for the contexts that know words but not their case.
constexpr std::uint32_t ranking_byte(ContextKind context, std::uint8_t last) {
  const bool upper = 'A' <= last && last <= 'Z';
  const bool letter = upper || ('a' <= last && last <= 'z') || last >= 128;
  switch (context) {
    case ContextKind::kWordPair:
    case ContextKind::kWordSkip:
    case ContextKind::kIndentedWord:
      return !letter ? kNoByte : upper ? last + 32u : last;
    case ContextKind::kField:
      return letter || ('0' <= last && last <= '9') || last == ' ' ? last : kNoByte;
    case ContextKind::kSkip1:
      return kNoByte;
    default:
      return last;
  }
}

}  // namespace pith
