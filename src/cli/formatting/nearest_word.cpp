#include "cli/formatting/nearest_word.h"

#include <algorithm>

namespace pith::cli {
namespace {

constexpr std::size_t kLongestWord = 32;  // what is longer is no word of ours
constexpr std::size_t kShortWord = 5;
constexpr std::size_t kShortestBeginning = 3;

}  // namespace

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> least(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        least[i][j] = i + j;
        continue;
      }
      least[i][j] = std::min({least[i - 1][j] + 1, least[i][j - 1] + 1, least[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) least[i][j] = std::min(least[i][j], least[i - 2][j - 2] + 1);
    }
  }
  return least[a.size()][b.size()];
}

std::string nearest_word(const std::string& word, const std::vector<std::string>& words) {
  if (word.size() > kLongestWord) return "";
  std::string nearest;
  std::size_t least = word.size() <= kShortWord ? 2 : 3;
  for (const std::string& candidate : words) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  if (!nearest.empty() || word.size() < kShortestBeginning) return nearest;
  const auto begins = [&](const std::string& candidate) { return candidate.starts_with(word); };
  return std::ranges::count_if(words, begins) == 1 ? *std::ranges::find_if(words, begins) : "";
}

}  // namespace pith::cli
