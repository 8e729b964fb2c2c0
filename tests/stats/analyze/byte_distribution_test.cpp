#include <doctest/doctest.h>

#include "pith/analyze.h"
#include "support/markov.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

ByteDistribution distribution_of(const std::string& text) { return byte_distribution(test::bytes_of(text)); }

}  // namespace

TEST_CASE("an empty text has no entropy, alphabet or redundancy") {
  const ByteDistribution nothing = distribution_of("");
  CHECK(nothing.bytes() == 0);
  CHECK(nothing.alphabet() == 0);
  CHECK(nothing.entropy() == 0);
  CHECK(nothing.ideal_bits() == 0);
  CHECK(nothing.redundancy_of_byte() == 0);
  CHECK(nothing.redundancy_of_alphabet() == 0);
  CHECK(nothing.probability('x') == 0);
}

TEST_CASE("one symbol carries nothing and wastes its byte") {
  const ByteDistribution one = distribution_of("eeeeeee");
  CHECK(one.alphabet() == 1);
  CHECK(one.entropy() == 0);
  CHECK(one.redundancy_of_byte() == 1);
  CHECK(one.redundancy_of_alphabet() == 0);
}

TEST_CASE("equally common bytes have the entropy log2 of their number") {
  CHECK(distribution_of("abcd").entropy() == doctest::Approx(2));
  CHECK(distribution_of("abcd").redundancy_of_byte() == doctest::Approx(0.75));
  CHECK(distribution_of("abcd").redundancy_of_alphabet() == doctest::Approx(0));
  CHECK(distribution_of("abcd").ideal_bits() == doctest::Approx(8));
  CHECK(distribution_of(test::every_byte()).entropy() == doctest::Approx(8));
  CHECK(distribution_of(test::every_byte()).redundancy_of_byte() == doctest::Approx(0));
}

TEST_CASE("unequal bytes have the entropy of their distribution") {
  const ByteDistribution skewed = distribution_of("aaaabbcd");  // 1/2, 1/4, 1/8, 1/8
  CHECK(skewed.entropy() == doctest::Approx(1.75));
  CHECK(skewed.redundancy_of_alphabet() == doctest::Approx(0.125));
  CHECK(skewed.probability('a') == 0.5);
}

TEST_CASE("a fair coin has one bit a toss") {
  const std::string coin = test::markov_text(100000, 32768, 32768, 11);
  CHECK(distribution_of(coin).entropy() == doctest::Approx(1).epsilon(1e-4));
}

}  // namespace pith
