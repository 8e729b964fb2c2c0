#include <algorithm>
#include <cmath>

#include "cli/analyze/tables.h"
#include "cli/formatting/byte_name.h"
#include "cli/formatting/table.h"
#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

constexpr std::size_t kShownWordBytes = 60;

/// 1, 2, 3, 5, 10, 20, 30, 50 ...
bool shown(std::uint32_t distance) {
  while (distance % 10 == 0) distance /= 10;
  return distance == 1 || distance == 2 || distance == 3 || distance == 5;
}

/// Whether `count` is a power of ten.
bool round_number(std::uint64_t count) {
  while (count % 10 == 0) count /= 10;
  return count == 1;
}

std::string power_law(const PowerLaw& law, const std::string& y, const std::string& x) {
  if (law.points == 0) return "too few words to fit it";
  return y + " = " + compact(law.factor) + " * " + x + "^" + fixed(law.exponent, 3) + ", R^2 " +
         fixed(law.r_squared, 4) + " over " + counted(law.points, "point");
}

std::string growth_table(const std::vector<WordStatistics::Growth>& growth) {
  Table table({"  words", "distinct", ""});
  for (std::size_t i = 0; i < growth.size(); ++i) {
    if (round_number(growth[i].tokens) || i + 1 == growth.size()) {
      table.add({grouped(growth[i].tokens), grouped(growth[i].types), ""});
    }
  }
  return table.text();
}

std::string commonest_table(const WordStatistics& words) {
  Table table({"   rank", "count", "share", "word"});
  for (std::size_t i = 0; i < words.commonest.size(); ++i) {
    const auto& [word, count] = words.commonest[i];
    const std::optional<double> percent = ratio(100 * static_cast<double>(count), static_cast<double>(words.tokens));
    table.add({std::to_string(i + 1), grouped(count), fixed(percent, 2) + " %", shown_text(word, kShownWordBytes)});
  }
  return table.text();
}

}  // namespace

std::string distance_table(const std::vector<DistanceInformation>& distances, bool all) {
  std::string text = "\nWhat a byte says about the one at a distance, bits (\"shuffled\": where there is nothing)\n";
  if (distances.empty()) return text + "  there are no two bytes\n";
  Table table({"  distance", "I", "shuffled", "I - shuffled", "H(later | byte)", "pairs", ""});
  for (const DistanceInformation& d : distances) {
    if (!all && !shown(d.distance) && d.distance != distances.size()) continue;
    const double excess = d.mutual_information - d.shuffled;
    table.add({std::to_string(d.distance), fixed(d.mutual_information, 5), fixed(d.shuffled, 5), fixed(excess, 5),
               fixed(d.conditional_entropy, 4), grouped(d.pairs), ""});
  }
  return text + table.text();
}

std::string word_tables(const WordStatistics& words) {
  std::string text = "\nWords: " + grouped(words.tokens) + ", " + grouped(words.types) + " distinct, " +
                     grouped(words.types_once) + " of these once\n";
  if (!words.complete) text += "  new ones after the first " + grouped(words.types) + " are not counted as distinct\n";
  if (words.tokens == 0) return text;
  text += "  Heaps' law    " + power_law(words.heaps, "distinct", "words") + "\n";
  text += "  Zipf's law    " + power_law(words.zipf, "count", "rank") + "\n";
  return text + growth_table(words.growth) + commonest_table(words);
}

}  // namespace pith::cli
