#pragma once

#include <cstdint>

#include "base/bytes.h"

namespace pith {

/// Counts a text that comes in pieces; how it is cut does not matter. Definitions: pith/measure.h.
class TextCounter {
 public:
  void add(ByteView piece);

  std::uint64_t bytes() const { return bytes_; }
  std::uint64_t characters() const { return characters_; }
  std::uint64_t words() const { return words_; }

 private:
  std::uint64_t bytes_ = 0;
  std::uint64_t characters_ = 0;
  std::uint64_t words_ = 0;
  bool in_word_ = false;  ///< the last byte belongs to a word, already counted
};

}  // namespace pith
