#include "stats/analyze/byte_ngram_model.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "support/markov.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

double bits_of(const std::string& text, const std::string& training) {
  return ByteNgramModel(test::bytes_of(training)).bits(test::bytes_of(text));
}

/// Witten and Bell's formula over counts of strings.
class Definition {
 public:
  explicit Definition(const std::string& training) {
    for (std::size_t i = 0; i < training.size(); ++i) {
      for (std::size_t k = 0; k <= std::min<std::size_t>(i, kComparisonOrder); ++k) {
        ++counts_[training.substr(i - k, k)][training[i]];
      }
    }
  }

  double bits(const std::string& text) const {
    double bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::size_t k = std::min<std::size_t>(i, kComparisonOrder);
      bits -= std::log2(probability(text.substr(i - k, k), text[i]));
    }
    return bits;
  }

  double probability(const std::string& context, char byte) const {
    const double lower = context.empty() ? 1.0 / 256 : probability(context.substr(1), byte);
    const auto successors = counts_.find(context);
    if (successors == counts_.end()) return lower;
    double occurrences = 0;
    for (const auto& [other, count] : successors->second) occurrences += count;
    const auto own = successors->second.find(byte);
    const double count = own == successors->second.end() ? 0 : own->second;
    const auto types = static_cast<double>(successors->second.size());
    return (count + types * lower) / (occurrences + types);
  }

 private:
  std::map<std::string, std::map<char, double>> counts_;
};

}  // namespace

TEST_CASE("an untrained model finds all bytes equally likely") { CHECK(bits_of("any text", "") == 8 * 8); }

TEST_CASE("an empty text costs nothing") { CHECK(bits_of("", "some training") == 0); }

TEST_CASE("one byte learnt shares the probability with all others") {
  CHECK(bits_of("a", "a") == doctest::Approx(-std::log2((1 + 1 / 256.0) / 2)));
  CHECK(bits_of("b", "a") == doctest::Approx(-std::log2(1 / 512.0)));
}

TEST_CASE("costs are those of the formula, whatever one half makes of the other") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    const std::string training = shape.text.substr(0, shape.text.size() / 2);
    const std::string text = shape.text.substr(training.size(), 1000);
    CHECK(bits_of(text, training) == doctest::Approx(Definition(training).bits(text)).epsilon(1e-9));
  }
}

TEST_CASE("costs of short random texts are those of the formula") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const std::string training = test::markov_text(seed % 50, 20000, 30000, seed);
    const std::string text = test::markov_text(40, 30000, 20000, seed + 1000);
    CHECK(bits_of(text, training) == doctest::Approx(Definition(training).bits(text)).epsilon(1e-9));
  }
}

TEST_CASE("probabilities of all bytes add up to one in any context") {
  const std::string training = test::repeated("a banana and an ananas, ", 3) + test::random_text(200, 71);
  for (const std::string context : {"", "a", "an", "banan", "and a", "zzzzz", "q an"}) {
    CAPTURE(context);
    double sum = 0;
    for (int byte = 0; byte < 256; ++byte) {
      const double whole = bits_of(context + static_cast<char>(byte), training);
      sum += std::exp2(bits_of(context, training) - whole);
    }
    CHECK(sum == doctest::Approx(1).epsilon(1e-9));
  }
}

TEST_CASE("a chain of two states costs its entropy rate") {
  const std::string training = test::markov_text(100000, 6554, 19661, 72);
  const std::string text = test::markov_text(400000, 6554, 19661, 73);
  CHECK(std::abs(bits_of(text, training) / 400000 / test::markov_entropy_rate(6554, 19661) - 1) < 0.01);
}

}  // namespace pith
