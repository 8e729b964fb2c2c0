#include <doctest/doctest.h>

#include <cmath>

#include "pith/analyze.h"
#include "support/errors.h"
#include "support/markov.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

std::vector<TextHalves> halves_of_all(const std::vector<std::string>& texts) {
  std::vector<TextHalves> halves;
  for (const std::string& text : texts) halves.push_back(halves_of(test::bytes_of(text)));
  return halves;
}

CrossEntropyMatrix matrix_of(const std::vector<std::string>& texts, int threads = 1) {
  return cross_entropy_matrix(halves_of_all(texts), threads);
}

}  // namespace

TEST_CASE("a half is what its half of the text begins with") {
  const TextHalves whole = halves_of(test::bytes_of("abcdefg"));
  CHECK(test::string_of(whole.training) == "abc");
  CHECK(test::string_of(whole.test) == "defg");
  const TextHalves cut = halves_of(test::bytes_of("abcdefg"), 2);
  CHECK(test::string_of(cut.training) == "ab");
  CHECK(test::string_of(cut.test) == "de");
  CHECK(halves_of(test::bytes_of("")).test.empty());
}

TEST_CASE("each of several sources is cheapest under its own model, and akin to its like") {
  const std::vector<std::string> texts{
      test::markov_text(20000, 6554, 19661, 81), test::markov_text(20000, 8000, 19661, 82),
      test::repeated("some prose, again and again. ", 800), test::random_text(20000, 83),
      test::repeated("again and again, some prose. ", 800)};
  const CrossEntropyMatrix matrix = matrix_of(texts);
  REQUIRE(matrix.texts() == 5);
  for (std::size_t model = 0; model < 5; ++model) {
    for (std::size_t text = 0; text < 5; ++text) {
      CAPTURE(model);
      CAPTURE(text);
      CHECK((model == text || matrix.bits_per_byte[model][text] > matrix.bits_per_byte[text][text]));
      CHECK((model == text) == (matrix.divergence_rate(model, text) == 0));
    }
  }
  CHECK(matrix.nearest(0) == 1);
  CHECK(matrix.nearest(1) == 0);
  CHECK(matrix.nearest(2) == 4);
  CHECK(matrix.nearest(4) == 2);
}

TEST_CASE("chains of two states cost each other what the formula says") {
  // Under the chain q, a byte of the chain p costs sum over states of P(state) H(p's next, q's next).
  const double p0 = 6554 / 65536.0, p1 = 19661 / 65536.0, q0 = 19661 / 65536.0, q1 = 32768 / 65536.0;
  const double one = p0 / (p0 + p1);
  const auto cross = [](double p, double q) { return -p * std::log2(q) - (1 - p) * std::log2(1 - q); };
  const double expected = (1 - one) * cross(p0, q0) + one * cross(p1, q1);
  const CrossEntropyMatrix matrix =
      matrix_of({test::markov_text(200000, 6554, 19661, 84), test::markov_text(200000, 19661, 32768, 85)});
  CHECK(std::abs(matrix.bits_per_byte[1][0] / expected - 1) < 0.01);
  const double divergence = expected - test::markov_entropy_rate(6554, 19661);
  CHECK(std::abs(matrix.divergence_rate(1, 0) / divergence - 1) < 0.1);
}

TEST_CASE("texts without a second half cost nothing, models without a first half know nothing") {
  const CrossEntropyMatrix matrix = matrix_of({"", "x", "a longer text with two halves"});
  for (std::size_t model = 0; model < 3; ++model) {
    CHECK(matrix.bits_per_byte[model][0] == 0);
  }
  CHECK(matrix.bits_per_byte[1][1] == 8);
  CHECK(matrix.bits_per_byte[0][2] == 8);
}

TEST_CASE("the matrix does not depend on the number of threads") {
  const std::vector<std::string> texts{"one text and another", "another text", "a third", "and a fourth text"};
  const CrossEntropyMatrix one = matrix_of(texts);
  CHECK(matrix_of(texts, 3).bits_per_byte == one.bits_per_byte);
  CHECK(matrix_of(texts, 0).bits_per_byte == one.bits_per_byte);
  CHECK(test::error_of([&] { matrix_of(texts, -1); }) == "kUsage");
}

}  // namespace pith
