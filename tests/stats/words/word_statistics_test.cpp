#include "stats/words/word_statistics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "base/random.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

WordStatistics statistics_of(const std::string& text) { return word_statistics(test::bytes_of(text)); }

std::vector<std::string> split(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

/// Words 1 to `words`, word r `most` / r^exponent times, in an order drawn by lot.
std::string zipf_text(std::size_t words, double most, double exponent) {
  std::vector<std::string> tokens;
  for (std::size_t r = 1; r <= words; ++r) {
    const auto count = static_cast<std::size_t>(std::llround(most / std::pow(static_cast<double>(r), exponent)));
    tokens.insert(tokens.end(), count, "w" + std::to_string(r));
  }
  Random random(61);
  for (std::size_t left = tokens.size(); left > 1; --left) {
    std::swap(tokens[left - 1], tokens[random.below(static_cast<std::uint32_t>(left))]);
  }
  return joined(tokens);
}

}  // namespace

TEST_CASE("a text without words has none") {
  for (const std::string text : {"", " \t\r\n\v\f"}) {
    const WordStatistics none = statistics_of(text);
    CHECK(none.tokens == 0);
    CHECK(none.types == 0);
    CHECK(none.complete);
    CHECK(none.growth.empty());
    CHECK(none.ranks.empty());
    CHECK(none.commonest.empty());
    CHECK(none.heaps.points == 0);
    CHECK(none.zipf.exponent == 0);
  }
}

TEST_CASE("words are counted, the commonest first, equals in the order of the text") {
  const WordStatistics statistics = statistics_of("  to be\tor not\n to\rbe, to  ");
  CHECK(statistics.tokens == 7);
  CHECK(statistics.types == 5);
  CHECK(statistics.types_once == 4);
  std::string words;
  for (const auto& [word, count] : statistics.commonest) words += word + ":" + std::to_string(count) + " ";
  CHECK(words == "to:3 be:1 or:1 not:1 be,:1 ");
  CHECK(statistics.growth.front().types == 1);
  CHECK(statistics.growth.back().tokens == 7);
  CHECK(statistics.growth.back().types == 5);
  CHECK(statistics.ranks.front().count == 3);
  CHECK(statistics.ranks.back().rank == 5);
  CHECK(statistics.ranks.back().count == 1);
}

TEST_CASE("counts, growth and ranks are what their definition says, for every shape of text") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    const WordStatistics statistics = statistics_of(shape.text);
    const std::vector<std::string> words = split(shape.text);
    std::map<std::string, std::uint64_t> counts;
    for (const std::string& word : words) ++counts[word];
    CHECK(statistics.tokens == words.size());
    CHECK(statistics.types == counts.size());
    for (const auto& [tokens, types] : statistics.growth) {
      const auto end = words.begin() + static_cast<std::ptrdiff_t>(tokens);
      CHECK(types == std::set<std::string>(words.begin(), end).size());
    }
    for (const auto& [word, count] : statistics.commonest) CHECK(count == counts[word]);
    std::vector<std::uint64_t> sorted;
    for (const auto& [word, count] : counts) sorted.push_back(count);
    std::ranges::sort(sorted, std::greater<>());
    for (const auto& [rank, count] : statistics.ranks) CHECK(count == sorted[rank - 1]);
  }
}

TEST_CASE("Zipf's exponent is found again") {
  for (const double exponent : {0.8, 1.0, 1.3}) {
    CAPTURE(exponent);
    const PowerLaw zipf = statistics_of(zipf_text(2000, 10000, exponent)).zipf;
    CHECK(std::abs(zipf.exponent / -exponent - 1) < 0.02);
    CHECK(zipf.factor == doctest::Approx(10000).epsilon(0.1));
    CHECK(zipf.r_squared > 0.99);
    CHECK(zipf.points > 15);
  }
}

TEST_CASE("Heaps' exponent of a text with Zipf's is the inverse of it") {
  // P(rank > r) = 1 / sqrt r: the probability of a rank falls with its power 1.5, over a vocabulary without end.
  Random random(62);
  std::vector<std::string> words;
  while (words.size() < 100000) {
    const double u = (random.below(1U << 30) + 1.0) / (1U << 30);
    words.push_back(std::to_string(static_cast<std::uint64_t>(1 / (u * u))));
  }
  const WordStatistics statistics = statistics_of(joined(words));
  CHECK(std::abs(1.5 * statistics.heaps.exponent - 1) < 0.05);
  CHECK(statistics.heaps.r_squared > 0.99);
}

TEST_CASE("words that are all new grow like the text, and one word does not grow") {
  std::vector<std::string> words;
  for (int i = 0; i < 5000; ++i) words.push_back(std::to_string(i));
  const PowerLaw all_new = statistics_of(joined(words)).heaps;
  CHECK(all_new.exponent == doctest::Approx(1));
  CHECK(all_new.factor == doctest::Approx(1));
  CHECK(all_new.r_squared == doctest::Approx(1));
  CHECK(statistics_of(test::repeated("word ", 5000)).heaps.exponent == doctest::Approx(0));
}

TEST_CASE("new words beyond the room for them are told, and end the growth") {
  const WordStatistics full = word_statistics_within(test::bytes_of("a b a c a b d a"), 2);
  CHECK_FALSE(full.complete);
  CHECK(full.tokens == 8);
  CHECK(full.types == 2);
  CHECK(full.growth.back().tokens == 3);
  CHECK(full.growth.back().types == 2);
  CHECK(full.commonest[0].count == 4);
  CHECK(full.commonest[1].count == 2);
}

}  // namespace pith
