#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "pith/analyze.h"

namespace pith {

/// The distinct words of a text, in the order in which they first occurred, and how often each one did.
class WordTable {
 public:
  struct Word {
    TextView text;
    std::uint64_t count = 0;
    std::uint32_t hash = 0;
  };

  /// Holds up to `max_words` words. REQUIRES: max_words < 2^31; the words outlive this.
  explicit WordTable(std::size_t max_words) : max_words_(max_words) { assert(max_words < std::size_t{1} << 31); }

  /// Counts an occurrence of `word`. False if it is new and there is no room for it.
  bool add(TextView word);

  const std::vector<Word>& words() const { return words_; }

 private:
  std::size_t find(TextView word, std::uint32_t hash) const;
  void grow();

  std::size_t max_words_;
  std::vector<Word> words_;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(1024);  ///< 1 + number of a word, or 0; half are free
};

}  // namespace pith
