#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>

#include "pith/analyze.h"
#include "support/markov.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

double bits_of(const std::string& text, int order) { return adaptive_code_bits(test::bytes_of(text), order); }

/// The same code in floating point, each probability looked up by what it is of.
double by_definition(const std::string& text, std::size_t order) {
  struct Probability {
    double p = 0.5;
    int n = 0;
  };
  std::map<std::string, Probability> table;
  std::string before(order, '\0');
  double bits = 0;
  for (const char symbol : text) {
    std::string context = before.substr(before.size() - order);
    for (int shift = 7; shift >= 0; --shift) {
      const int bit = (static_cast<unsigned char>(symbol) >> shift) & 1;
      Probability& probability = table[context];
      bits -= std::log2(bit ? probability.p : 1 - probability.p);
      probability.p += (bit - probability.p) / (probability.n + 1.6);
      probability.n += 1;
      context += bit ? "1" : "0";
    }
    before += symbol;
  }
  return bits;
}

}  // namespace

TEST_CASE("the code length is that of the definition, for all orders") {
  const std::string text = test::markov_text(700, 9000, 20000, 41) + "some words, some more words" +
                           test::repeated(std::string("\0\n\x01\n\x11", 5), 20);
  for (int order = 0; order <= kMaxAdaptiveOrder; ++order) {
    CAPTURE(order);
    CHECK(bits_of(text, order) == doctest::Approx(by_definition(text, static_cast<std::size_t>(order))).epsilon(0.005));
  }
}

TEST_CASE("an empty text costs nothing and a repeated byte next to nothing") {
  for (int order = 0; order <= kMaxAdaptiveOrder; ++order) {
    CHECK(bits_of("", order) == 0);
    CHECK(bits_of(std::string(20000, '\xff'), order) < 0.01 * 20000);
    CHECK(bits_of(std::string(20000, '\0'), order) < 0.01 * 20000);
  }
}

TEST_CASE("a chain of two states costs its entropy rate from order 1 on") {
  const std::string text = test::markov_text(200000, 6554, 19661, 42);
  const double rate = test::markov_entropy_rate(6554, 19661);
  CHECK(bits_of(text, 0) / 200000 > 1.2 * rate);
  for (const int order : {1, 2, 3}) {
    CAPTURE(order);
    CHECK(std::abs(bits_of(text, order) / 200000 / rate - 1) < 0.01);
  }
}

TEST_CASE("sizes are told from Shannon on, of one text each") {
  const std::vector<CodedSize> sizes = coded_sizes(test::bytes_of("aaaabbcd"));
  REQUIRE(sizes.size() == 7);
  CHECK(sizes[0].bits == doctest::Approx(14));
  CHECK(sizes[1].bits == 8 * (8 + 32 + 4 + 2));
  CHECK(sizes[2].bits == 9 * 7);  // a, aa, a, b, b, c, d
  CHECK(sizes[3].bits == bits_of("aaaabbcd", 0));
  CHECK(sizes[6].bits == bits_of("aaaabbcd", 3));
  for (const CodedSize& size : sizes) {
    CHECK(size.text_bytes == 8);
    CHECK(size.bits_per_byte() == size.bits / 8);
  }
}

}  // namespace pith
