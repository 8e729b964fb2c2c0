#include "cli/pages/surprising_passages.h"

#include <algorithm>

namespace pith::cli {
namespace {

bool overlaps(const std::vector<Passage>& taken, const Passage& passage) {
  return std::ranges::any_of(taken, [&](const Passage& other) {
    return passage.first < other.first + other.length && other.first < passage.first + passage.length;
  });
}

}  // namespace

std::vector<Passage> surprising_passages(const std::vector<float>& bits, const std::vector<bool>& word_starts,
                                         std::size_t length, std::size_t count) {
  if (bits.empty() || length == 0) return {};
  length = std::min(length, bits.size());
  std::vector<double> before(bits.size() + 1);
  for (std::size_t i = 0; i < bits.size(); ++i) before[i + 1] = before[i] + static_cast<double>(bits[i]);
  std::vector<Passage> all;
  std::size_t last_start = 0;
  for (std::size_t first = 0; first + length <= bits.size(); ++first) {
    if (word_starts[first]) last_start = first;
    if (last_start != first && first - last_start < length) continue;  // within a word that is not too long
    all.push_back({first, length, (before[first + length] - before[first]) / static_cast<double>(length)});
  }
  std::ranges::stable_sort(all, std::greater(), &Passage::bits_per_char);
  std::vector<Passage> taken;
  for (std::size_t i = 0; i < all.size() && taken.size() < count; ++i) {
    if (!overlaps(taken, all[i])) taken.push_back(all[i]);
  }
  return taken;
}

}  // namespace pith::cli
