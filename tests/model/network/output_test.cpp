#include "model/network/output.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "support/two_clocks.h"

namespace pith {

namespace {

using test::kSmallTwoClocks;

std::vector<std::int16_t> features(std::int16_t value) {
  return std::vector<std::int16_t>(kSmallTwoClocks.features(), value);
}

double share_of_all(const RnnOutput& output, int byte) {
  double sum = 0;
  for (int b = 0; b < 256; ++b) sum += output.share(static_cast<std::uint8_t>(b));
  return output.share(static_cast<std::uint8_t>(byte)) / sum;
}

}  // namespace

TEST_CASE("the probability of a byte is the product of those of its bits") {
  const Bytes section = test::small_two_clocks_section();
  const NetworkWeights weights(section);
  RnnOutput output(weights.alphabet(), weights.output(), weights.output_bias());
  output.predict(features(3));
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    double p = 1;
    for (int k = 0; k < 8; ++k) {
      const std::uint32_t partial = (256U | static_cast<unsigned>(byte)) >> (8 - k);
      const double one = output.p16(partial) / 65536.0;
      p *= (byte >> (7 - k) & 1) != 0 ? one : 1 - one;
    }
    CHECK(p == doctest::Approx(share_of_all(output, byte)).epsilon(0.01).scale(0.01));
  }
}

TEST_CASE("the distribution is the softmax of the logits") {
  const Bytes section = test::small_two_clocks_section();
  const NetworkWeights weights(section);
  RnnOutput output(weights.alphabet(), weights.output(), weights.output_bias());
  const std::vector<std::int16_t> x = features(-2);
  output.predict(x);
  std::vector<double> exps(256);
  double sum = 0;
  for (std::size_t s = 0; s < weights.alphabet().size(); ++s) {
    double logit = weights.output_bias()[s] / 2048.0;
    for (std::size_t i = 0; i < x.size(); ++i) logit += weights.output()[s * x.size() + i] / 2048.0 * x[i] / 64.0;
    exps[weights.alphabet().bytes()[s]] = std::exp(logit);
    sum += exps[weights.alphabet().bytes()[s]];
  }
  for (int byte = 0; byte < 256; ++byte) {
    CHECK(share_of_all(output, byte) == doctest::Approx(exps[byte] / sum).epsilon(0.005).scale(0.001));
  }
}

TEST_CASE("a byte that came is likelier where it came, and less so where it did not") {
  const Bytes section = test::small_two_clocks_section();
  const NetworkWeights weights(section);
  RnnOutput output(weights.alphabet(), weights.output(), weights.output_bias());
  const std::vector<std::int16_t> here = features(40);
  const std::vector<std::int16_t> elsewhere = features(-40);
  output.predict(elsewhere);
  const double elsewhere_before = share_of_all(output, 'e');
  for (int i = 0; i < 200; ++i) {
    output.predict(here);
    output.learn(here, 'e');
  }
  output.predict(here);
  CHECK(share_of_all(output, 'e') > 0.9);
  CHECK(output.likeliest() == 'e');
  output.predict(elsewhere);
  CHECK(share_of_all(output, 'e') < elsewhere_before);
}

TEST_CASE("a byte that the network does not know takes from all that it knows") {
  const Bytes section = test::small_two_clocks_section();
  const NetworkWeights weights(section);
  REQUIRE(weights.alphabet().symbol(0xFF) < 0);
  RnnOutput output(weights.alphabet(), weights.output(), weights.output_bias());
  for (int i = 0; i < 3000; ++i) {
    output.predict(features(10));
    output.learn(features(10), 0xFF);
  }
  CHECK(output.share(0xFF) > 0);
  for (std::uint32_t partial = 1; partial < 256; ++partial) {
    CHECK(output.p16(partial) >= 1);
    CHECK(output.p16(partial) <= 65535);
  }
}

}  // namespace pith
