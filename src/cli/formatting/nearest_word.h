#pragma once

#include <string>
#include <vector>

namespace pith::cli {

/// The number of letters that are to be added, dropped, replaced or swapped with their neighbour to make `b` of `a`
/// (optimal string alignment).
std::size_t edit_distance(const std::string& a, const std::string& b);

/// The one of `words` that `word` is most likely a misspelling of; "" where none is near: the distance is at most 1 for
/// words of up to five letters, else 2, or `word` is the beginning, of three letters and more, of one of them alone.
std::string nearest_word(const std::string& word, const std::vector<std::string>& words);

}  // namespace pith::cli
