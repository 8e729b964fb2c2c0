#include "train/network/quantiser.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "support/streams.h"
#include "support/trained_networks.h"
#include "support/works.h"
#include "train/kernels/layout.h"
#include "train/network/cost.h"
#include "train/network/trainer.h"

namespace pith {

using test::bytes_of;
using test::trained_network;
using test::views_of;

namespace {

constexpr NetworkShape kShape = test::kTrainedNetwork;
const std::vector<std::string> kTexts = test::texts_of_trained_network();
const std::vector<std::string> kOthers = test::works_of_sentences(2, 3000, 9);

NetworkFile untrained() { return {.shape = kShape, .parameters = initial_parameters(kShape, 1)}; }

double exact_bits(const QuantisedNetwork& network, const std::vector<std::string>& texts) {
  const Bytes section = network_section(network);
  return exact_bits_per_byte(NetworkWeights(section), views_of(texts), 1);
}

}  // namespace

TEST_CASE("in integers a network costs at most a hundredth of a bit a byte more") {
  const NetworkFile network = trained_network();
  const double in_float = network_bits_per_byte(network, views_of(kOthers));
  CHECK(in_float < 3.5);  // it has learnt something: noise costs 8
  const Bytes symbols = frequent_bytes(views_of(kTexts));
  const double exact = exact_bits(quantised(network, symbols), kOthers);
  CHECK(std::abs(exact - in_float) < 0.01);
}

TEST_CASE("a network in float again becomes the same integers") {
  const NetworkFile network = trained_network();
  const Bytes symbols = frequent_bytes(views_of(kTexts));
  const Bytes section = network_section(quantised(network, symbols));
  const NetworkFile again = dequantised(NetworkWeights(section));
  CHECK(exact_bits(quantised(again, symbols), kOthers) ==
        doctest::Approx(exact_bits(quantised(network, symbols), kOthers)).epsilon(0.002));
  CHECK(again.shape == kShape);
  CHECK(again.steps_of_tables == network.steps_of_tables);
}

TEST_CASE("weights beyond what integers hold are clipped") {
  NetworkFile network = untrained();
  for (float& p : network.parameters) p *= 1e6F;
  const Bytes section = network_section(quantised(network, bytes_of("abc")));
  CHECK_NOTHROW(NetworkWeights{section});
}

TEST_CASE("bytes that hardly occur get no output of their own") {
  const Bytes text(500'000, 'a');
  Bytes other(500'000, 'b');
  other[7] = 'c';
  CHECK(frequent_bytes({text, other}) == bytes_of("ab"));
  CHECK(frequent_bytes({ByteView(other).first(1000)}) == bytes_of("bc"));
}

TEST_CASE("the length of a section is known before there is a network") {
  CHECK(network_section(quantised(untrained(), bytes_of("abcde"))).size() == network_section_bytes(kShape, 5));
}

}  // namespace pith
