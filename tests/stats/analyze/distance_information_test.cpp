#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "pith/analyze.h"
#include "support/errors.h"
#include "support/markov.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

std::vector<DistanceInformation> information_in(const std::string& text, std::uint32_t max_distance, int threads = 1) {
  return distance_information(test::bytes_of(text), max_distance, threads);
}

/// I(X; Y) as the divergence of the joint distribution from the product of its margins.
double by_definition(const std::string& text, std::size_t distance) {
  std::map<std::pair<char, char>, double> both;
  std::map<char, double> x;
  std::map<char, double> y;
  const auto pairs = static_cast<double>(text.size() - distance);
  for (std::size_t i = 0; i + distance < text.size(); ++i) {
    both[{text[i], text[i + distance]}] += 1 / pairs;
    x[text[i]] += 1 / pairs;
    y[text[i + distance]] += 1 / pairs;
  }
  double bits = 0;
  for (const auto& [pair, p] : both) bits += p * std::log2(p / x[pair.first] / y[pair.second]);
  return bits;
}

/// How much the state of the chain of tests/support/markov.h says about that `distance` later.
double markov_information(double from_0, double from_1, int distance) {
  const double one = from_0 / (from_0 + from_1);
  const double memory = std::pow(1 - from_0 - from_1, distance);
  const double after_0 = one * (1 - memory);  // P(1 | 0 then)
  const double after_1 = one + (1 - one) * memory;
  return test::binary_entropy(one) - (1 - one) * test::binary_entropy(after_0) - one * test::binary_entropy(after_1);
}

}  // namespace

TEST_CASE("a text of fewer than two bytes has no pairs") {
  CHECK(information_in("", 1000).empty());
  CHECK(information_in("x", 1000).empty());
}

TEST_CASE("distances end where the text has no more pairs") {
  const auto information = information_in("abc", 1000);
  REQUIRE(information.size() == 2);
  CHECK(information[0].distance == 1);
  CHECK(information[0].pairs == 2);
  CHECK(information[1].distance == 2);
  CHECK(information[1].pairs == 1);
  CHECK(information[1].mutual_information == 0);
}

TEST_CASE("mutual information is what its definition says, for every shape of text") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    for (const DistanceInformation& information : information_in(shape.text, 20)) {
      const double expected = by_definition(shape.text, information.distance);
      CHECK(information.mutual_information == doctest::Approx(expected).epsilon(1e-6));
    }
  }
}

TEST_CASE("in a periodic text a byte says all about the others") {
  for (const DistanceInformation& information : information_in(test::repeated("abcdefgh", 1000), 30)) {
    CHECK(information.mutual_information == doctest::Approx(3).epsilon(1e-4));
    CHECK(information.conditional_entropy == doctest::Approx(0).epsilon(1e-4));
    CHECK(information.shuffled < 0.02);
  }
}

TEST_CASE("a text that is copied knows itself at the distance of the copy alone") {
  const std::string block = test::random_text(500, 51);
  const auto information = information_in(test::repeated(block, 40), 510);
  const double entropy = byte_distribution(test::bytes_of(block)).entropy();
  CHECK(information[499].mutual_information == doctest::Approx(entropy).epsilon(0.001));
  CHECK(information[499].conditional_entropy == doctest::Approx(0).epsilon(0.001));
}

TEST_CASE("independent bytes say nothing beyond what the shuffled text does") {
  std::string text = test::random_text(100000, 52);
  for (char& byte : text) byte = static_cast<char>(byte & 63);
  const auto information = information_in(text, 20);
  const double expected_bias = 63.0 * 63 / (2 * 100000 * std::log(2.0));  // (rows - 1)(columns - 1) / 2N nats
  for (const DistanceInformation& i : information) {
    CAPTURE(i.distance);
    CHECK(std::abs(i.mutual_information / i.shuffled - 1) < 0.05);
    CHECK(std::abs(i.shuffled / expected_bias - 1) < 0.05);
    CHECK(i.conditional_entropy + i.mutual_information == doctest::Approx(6).epsilon(0.001));
  }
}

TEST_CASE("a chain of two states forgets at its own rate") {
  const auto information = information_in(test::markov_text(400000, 6554, 19661, 53), 4);
  for (const DistanceInformation& i : information) {
    const double expected = markov_information(6554 / 65536.0, 19661 / 65536.0, static_cast<int>(i.distance));
    CHECK(std::abs(i.mutual_information / expected - 1) < 0.05);
    CHECK(i.shuffled < 1e-4);
  }
}

TEST_CASE("of a long text a part of the pairs stands for all") {
  // Two halves that differ: where one half alone was looked at, its bytes would say nothing.
  const std::string text = std::string(3000000, 'a') + std::string(3000000, 'b');
  const auto information = information_in(text, 2);
  CHECK(information[0].pairs == 1U << 22);
  CHECK(information[0].mutual_information == doctest::Approx(1).epsilon(0.001));
  CHECK(information[0].shuffled < 1e-4);
}

TEST_CASE("the pairs that stand for all are taken from one end of the text to the other") {
  const std::string end(65536, 'b');
  const std::string rest((1U << 23) - end.size(), 'a');
  const double expected = test::binary_entropy(1 / 64.0);
  CHECK(std::abs(information_in(rest + end, 1)[0].mutual_information / expected - 1) < 0.01);
  CHECK(std::abs(information_in(end + rest, 1)[0].mutual_information / expected - 1) < 0.01);
}

TEST_CASE("information does not depend on the number of threads") {
  const std::string text = test::random_text(2000, 54);
  const auto one = information_in(text, 100);
  for (const int threads : {2, 5}) {
    const auto many = information_in(text, 100, threads);
    REQUIRE(many.size() == one.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
      CHECK(many[i].distance == i + 1);
      CHECK(many[i].mutual_information == one[i].mutual_information);
      CHECK(many[i].shuffled == one[i].shuffled);
    }
  }
  CHECK(test::error_of([&] { information_in(text, 10, -1); }) == "kUsage");
}

}  // namespace pith
