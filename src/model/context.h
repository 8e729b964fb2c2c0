#pragma once

#include <cstdint>

#include "model/hash.h"
#include "model/text_state.h"

namespace pith {

/// What of the past a predictor looks at: each context gathers the bit histories of what followed it.
enum class Context : std::uint8_t {
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

/// A 32-bit hash of kContext in `text`; different contexts differ in their hashes even on the same bytes.
template <Context kContext>
std::uint32_t context_hash(const TextState& text) {
  const auto low = static_cast<std::uint32_t>(text.last8());
  const auto high = static_cast<std::uint32_t>(text.last8() >> 32);
  const std::uint32_t last = low & 0xff;
  std::uint32_t raw = 0;
  switch (kContext) {
    case Context::kOrder2:
      raw = low & 0xffff;
      break;
    case Context::kOrder3:
      raw = low & 0xffffff;
      break;
    case Context::kOrder4:
      raw = low;
      break;
    case Context::kOrder5:
      raw = hash(low, high & 0xff);
      break;
    case Context::kOrder6:
      raw = hash(low, high & 0xffff);
      break;
    case Context::kOrder8:
      raw = hash(low, high);
      break;
    case Context::kWord:
      raw = hash(text.word(), last);
      break;
    case Context::kWordPair:
      raw = hash(text.word(), text.word_before());
      break;
    case Context::kWordSkip:
      raw = hash(text.word(), text.word_before_that());
      break;
    case Context::kColumn:
      raw = hash(text.above() | last << 8, text.column());
      break;
    case Context::kField:
      raw = hash(text.field(), text.field_number());
      break;
    case Context::kSkip1:
      raw = low & 0xffff00;
      break;
    case Context::kLetterClass:
      raw = low & 0xf0f0ffff;
      break;
    case Context::kAbove:
      raw = hash(text.above() | last << 8, text.byte(2));
      break;
    case Context::kIndentedWord:
      raw = hash(text.indent(), text.word());
      break;
  }
  return hash(raw, static_cast<std::uint32_t>(kContext) + 1);
}

}  // namespace pith
