#include "stats/words/word_statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/measure/white_space.h"
#include "stats/words/power_law_fit.h"
#include "stats/words/word_table.h"

namespace pith {

namespace {

constexpr std::size_t kCommonestWords = 10;
constexpr std::uint64_t kMinFittedCount = 5;

/// 1, 2, 3, 4, 5, 6, 8, 10, 13 ...: ten numbers a decade, rounded, each once.
class LogSpaced {
 public:
  std::uint64_t present() const { return present_; }

  void next() {
    const std::uint64_t last = present_;
    while (present_ == last) {
      present_ = static_cast<std::uint64_t>(std::llround(std::pow(10, ++tenths_ / 10.0)));
    }
  }

 private:
  int tenths_ = 0;
  std::uint64_t present_ = 1;
};

void end_growth(WordStatistics& statistics, std::uint64_t tokens, std::uint64_t types) {
  if (tokens > 0 && (statistics.growth.empty() || statistics.growth.back().tokens < tokens)) {
    statistics.growth.push_back({tokens, types});
  }
}

/// Counts words and writes down how they become more.
void count_words(TextView text, WordTable& table, WordStatistics& statistics) {
  LogSpaced next_point;
  for (auto at = text.begin(); at != text.end();) {
    const auto begin = std::find_if_not(at, text.end(), is_white_space);
    at = std::find_if(begin, text.end(), is_white_space);
    if (begin == at) {
      break;
    }
    const bool known = table.add(TextView(begin, at));
    if (!known && statistics.complete) {
      end_growth(statistics, statistics.tokens, table.words().size());
      statistics.complete = false;
    }
    if (++statistics.tokens == next_point.present() && statistics.complete) {
      statistics.growth.push_back({statistics.tokens, table.words().size()});
      next_point.next();
    }
  }
  if (statistics.complete) {
    end_growth(statistics, statistics.tokens, table.words().size());
  }
}

std::vector<WordStatistics::Rank> ranks_of(const WordTable& table) {
  std::vector<std::uint64_t> counts;
  counts.reserve(table.words().size());
  for (const WordTable::Word& word : table.words()) {
    counts.push_back(word.count);
  }
  std::ranges::sort(counts, std::greater<>());
  std::vector<WordStatistics::Rank> ranks;
  LogSpaced rank;
  for (; rank.present() < counts.size(); rank.next()) {
    ranks.push_back({rank.present(), counts[rank.present() - 1]});
  }
  if (!counts.empty()) {
    ranks.push_back({counts.size(), counts.back()});
  }
  return ranks;
}

std::vector<WordStatistics::Word> commonest_of(const WordTable& table) {
  const std::vector<WordTable::Word>& words = table.words();
  std::vector<std::uint32_t> order(words.size());
  std::iota(order.begin(), order.end(), 0);
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(kCommonestWords, order.size()));
  std::partial_sort(order.begin(), end, order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return words[a].count != words[b].count ? words[a].count > words[b].count : a < b;
  });
  order.erase(end, order.end());
  std::vector<WordStatistics::Word> commonest;
  commonest.reserve(order.size());
  for (const std::uint32_t i : order) {
    commonest.push_back({std::string(words[i].text.begin(), words[i].text.end()), words[i].count});
  }
  return commonest;
}

PowerLaw heaps_fit(const WordStatistics& statistics) {
  const double from = std::sqrt(static_cast<double>(statistics.tokens));
  std::vector<Point> points;
  for (const auto& [tokens, types] : statistics.growth) {
    if (static_cast<double>(tokens) >= from) {
      points.push_back({static_cast<double>(tokens), static_cast<double>(types)});
    }
  }
  return fit_power_law(points);
}

PowerLaw zipf_fit(const WordStatistics& statistics) {
  std::vector<Point> points;
  for (const auto& [rank, count] : statistics.ranks) {
    if (count >= kMinFittedCount) {
      points.push_back({static_cast<double>(rank), static_cast<double>(count)});
    }
  }
  return fit_power_law(points);
}

}  // namespace

WordStatistics word_statistics_within(TextView text, std::uint64_t max_types) {
  WordTable table(max_types);
  WordStatistics statistics;
  count_words(text, table, statistics);
  statistics.types = table.words().size();
  statistics.types_once = static_cast<std::uint64_t>(
      std::ranges::count_if(table.words(), [](const WordTable::Word& word) { return word.count == 1; }));
  statistics.ranks = ranks_of(table);
  statistics.commonest = commonest_of(table);
  statistics.heaps = heaps_fit(statistics);
  statistics.zipf = zipf_fit(statistics);
  return statistics;
}

WordStatistics word_statistics(TextView text) { return word_statistics_within(text, kMaxWordTypes); }

}  // namespace pith
