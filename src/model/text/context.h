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

/// How much of the last byte a context tells.
enum class LastByte : std::uint8_t {
  kTold,          ///< all of it
  kToldInWords,   ///< which letter it is, but not its case; of other bytes only that they are none
  kToldInFields,  ///< which letter, digit or blank it is; of other bytes nothing
  kNotTold,
};

/// What is to be known of a kind of context, beside how its key is made (context_key()).
struct ContextFacts {
  ContextKind kind;
  Sight sight;  ///< what it looks at
  LastByte last_byte = LastByte::kTold;
  /// The longest one whose key follows from that of this one: texts that are equal here are equal there.
  std::optional<ContextKind> extends = std::nullopt;
  /// The one that training asks what to expect where this one is not remembered.
  std::optional<ContextKind> backoff = std::nullopt;
  bool is_structural = false;  ///< repeats much of what the others say, except of structured text
};

/// (kContextKinds), in the order of ContextKind.
inline constexpr std::array<ContextFacts, kContextKinds> kContextFacts = [] {
  using enum ContextKind;
  using enum LastByte;
  using enum Sight;
  return std::array<ContextFacts, kContextKinds>{{
      {.kind = kOrder2, .sight = kLast8},
      {.kind = kOrder3, .sight = kLast8, .extends = kOrder2, .backoff = kOrder2},
      {.kind = kOrder4, .sight = kLast8, .extends = kOrder3, .backoff = kOrder3},
      {.kind = kOrder5, .sight = kLast8, .extends = kOrder4, .backoff = kOrder4},
      {.kind = kOrder6, .sight = kLast8, .extends = kOrder5, .backoff = kOrder5},
      {.kind = kOrder8, .sight = kLast8, .extends = kOrder6, .backoff = kOrder6},
      {.kind = kWord, .sight = kWords, .backoff = kOrder3},
      {.kind = kWordPair, .sight = kWords, .last_byte = kToldInWords, .backoff = kWord},
      {.kind = kWordSkip, .sight = kWords, .last_byte = kToldInWords, .backoff = kWord, .is_structural = true},
      {.kind = kColumn, .sight = kLines, .backoff = kOrder3, .is_structural = true},
      {.kind = kField, .sight = kLines, .last_byte = kToldInFields, .backoff = kOrder5, .is_structural = true},
      {.kind = kSkip1, .sight = kLast8, .last_byte = kNotTold, .is_structural = true},
      {.kind = kLetterClass, .sight = kLast8, .extends = kOrder2, .backoff = kOrder3},
      {.kind = kAbove, .sight = kLines, .backoff = kOrder3, .is_structural = true},
      {.kind = kIndentedWord, .sight = kLines, .last_byte = kToldInWords, .backoff = kWord, .is_structural = true},
  }};
}();
static_assert([] {
  for (std::size_t i = 0; i < kContextFacts.size(); ++i) {
    if (kContextFacts[i].kind != static_cast<ContextKind>(i)) return false;
  }
  return true;
}());

constexpr const ContextFacts& facts_of(ContextKind kind) { return kContextFacts[static_cast<std::size_t>(kind)]; }

/// For each of `contexts` the number of the longest other one that it extends, -1 if it extends none of them.
template <std::size_t kCount>
constexpr std::array<int, kCount> extended_contexts(std::span<const ContextKind, kCount> contexts) {
  std::array<int, kCount> numbers{};
  for (std::size_t i = 0; i < kCount; ++i) {
    numbers[i] = -1;
    for (auto c = facts_of(contexts[i]).extends; c && numbers[i] < 0; c = facts_of(*c).extends) {
      const auto found = std::ranges::find(contexts, *c);
      if (found != contexts.end()) numbers[i] = static_cast<int>(found - contexts.begin());
    }
  }
  return numbers;
}

/// What a context is: two texts whose keys are equal are in the same context of kContext.
template <ContextKind kContext>
std::uint32_t context_key(const TextState& text) {
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

/// A hash of the key that differs between kinds of contexts, too, where their keys are the same.
template <ContextKind kContext>
std::uint32_t context_hash(const TextState& text) {
  return hash(context_key<kContext>(text), static_cast<std::uint32_t>(kContext) + 1);
}

/// No byte: what ranking_byte() gives where a context does not tell the last byte.
inline constexpr std::uint32_t kNoByte = 256;

/// The last byte as far as contexts of `kind` tell it: equal for any two texts that are equal in such a context.
constexpr std::uint32_t ranking_byte(ContextKind kind, std::uint8_t last) {
  const bool upper = 'A' <= last && last <= 'Z';
  switch (facts_of(kind).last_byte) {
    case LastByte::kTold:
      return last;
    case LastByte::kToldInWords:
      return !TextState::is_letter(last) ? kNoByte : upper ? last + 32u : last;
    case LastByte::kToldInFields:
      return TextState::is_letter(last) || ('0' <= last && last <= '9') || last == ' ' ? last : kNoByte;
    case LastByte::kNotTold:
      break;
  }
  return kNoByte;
}

}  // namespace pith
