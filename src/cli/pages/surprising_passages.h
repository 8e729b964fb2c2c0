#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pith::cli {

/// A stretch of a text, in characters.
struct Passage {
  std::size_t first = 0;  ///< characters before it
  std::size_t length = 0;
  double bits_per_char = 0;
};

/// Up to `count` stretches of `length` characters with the most bits, which do not overlap, the most surprising first;
/// of equal ones the earlier. Each begins where a word does, or `length` characters or more into one. `bits` has an
/// entry for each character, `word_starts` too. A text of less than `length` characters has one passage, an empty one
/// none.
std::vector<Passage> surprising_passages(const std::vector<float>& bits, const std::vector<bool>& word_starts,
                                         std::size_t length, std::size_t count);

}  // namespace pith::cli
