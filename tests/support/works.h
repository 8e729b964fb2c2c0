#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"

namespace pith::test {

inline ByteView view_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The works of a corpus; `texts` outlive the result.
inline std::vector<ByteView> views_of(const std::vector<std::string>& texts) {
  std::vector<ByteView> views;
  for (const std::string& text : texts) {
    views.push_back(view_of(text));
  }
  return views;
}

/// A text of about `bytes` that random sentences of a few words make.
inline std::string sentences(std::size_t bytes, std::uint64_t seed) {
  static const std::vector<std::string> words = {"the",  "river", "was", "low",   "that",  "year", "and",    "boats",
                                                 "lay",  "in",    "mud", "as",    "if",    "they", "asleep", "nobody",
                                                 "knew", "where", "it",  "would", "again", "a",    "man",    "größe"};
  Random random(seed);
  std::string text;
  while (text.size() < bytes) {
    std::string sentence;
    for (std::uint32_t left = 4 + random.below(8); left > 0; --left) {
      const auto size = static_cast<std::uint32_t>(words.size());
      sentence += words[random.below(random.below(size) + 1)] + (left > 1 ? " " : "");
    }
    sentence[0] = static_cast<char>(sentence[0] & ~32);
    text += sentence + (random.below(5) == 0 ? ".\n" : random.below(5) == 0 ? ", 17 \"" : ". ");
  }
  return text;
}

inline std::vector<std::string> works_of_sentences(std::size_t works, std::size_t bytes, std::uint64_t seed) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < works; ++i) {
    texts.push_back(sentences(bytes, seed * 1000 + i));
  }
  return texts;
}

}  // namespace pith::test
