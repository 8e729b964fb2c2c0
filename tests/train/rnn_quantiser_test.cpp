#include "train/rnn_quantiser.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "model/rnn_cell.h"
#include "model/rnn_output.h"
#include "support/streams.h"
#include "support/works.h"
#include "train/rnn_parameters.h"
#include "train/rnn_trainer.h"

namespace pith {

using test::bytes_of;
using test::views_of;

namespace {

constexpr RnnShape kShape{.hidden = 64, .bigram_rows = 32, .embedding = 64, .embedded_rows = 64};
const std::vector<std::string> kTexts = test::works_of_sentences(8, 3000, 1);
const std::vector<std::string> kOthers = test::works_of_sentences(2, 3000, 9);

/// A network that has learnt enough to be sure of something.
RnnFile trained_network() {
  RnnFile start{.shape = kShape, .parameters = initial_parameters(kShape, 1)};
  RnnTrainer trainer({.groups = 1, .streams = 16, .steps = 32}, views_of(kTexts), start);
  for (int i = 0; i < 150; ++i) trainer.step(0.005);
  return trainer.network();
}

/// Bits a byte of the network in integers, which does not adapt.
double exact_bits(const QuantisedRnn& rnn, const std::vector<std::string>& texts) {
  const Bytes section = rnn_section(rnn);
  const RnnWeights weights(section);
  double bits = 0;
  std::size_t bytes = 0;
  for (const std::string& text : texts) {
    RnnCell cell(weights);
    RnnOutput output(weights);
    TextState state;
    Window window(1024);
    for (const std::uint8_t byte : bytes_of(text)) {
      cell.step(state);
      output.predict(cell.features());
      double all = 0;
      for (int b = 0; b < 256; ++b) all += output.share(static_cast<std::uint8_t>(b));
      bits -= std::log2(output.share(byte) / all);
      state.update(window, byte);
      window.push(byte);
    }
    bytes += text.size();
  }
  return bits / static_cast<double>(bytes);
}

}  // namespace

TEST_CASE("in integers a network costs at most a hundredth of a bit a byte more") {
  const RnnFile network = trained_network();
  const double in_float = rnn_bits_per_byte(kShape, network.parameters, views_of(kOthers));
  CHECK(in_float < 3.5);  // it has learnt something: noise costs 8
  const Bytes symbols = frequent_bytes(views_of(kTexts));
  const double exact = exact_bits(quantised(kShape, network.parameters, symbols), kOthers);
  CHECK(std::abs(exact - in_float) < 0.01);
}

TEST_CASE("a network in float again becomes the same integers") {
  const RnnFile network = trained_network();
  const Bytes symbols = frequent_bytes(views_of(kTexts));
  const Bytes section = rnn_section(quantised(kShape, network.parameters, symbols));
  const RnnFile again = dequantised(RnnWeights(section));
  CHECK(exact_bits(quantised(kShape, again.parameters, symbols), kOthers) ==
        doctest::Approx(exact_bits(quantised(kShape, network.parameters, symbols), kOthers)).epsilon(0.002));
  CHECK(again.shape == kShape);
}

TEST_CASE("weights beyond what integers hold are clipped") {
  std::vector<float> parameters = initial_parameters(kShape, 1);
  for (float& p : parameters) p *= 1e6F;
  const Bytes section = rnn_section(quantised(kShape, parameters, bytes_of("abc")));
  CHECK_NOTHROW(RnnWeights{section});
}

TEST_CASE("bytes that hardly occur get no output of their own") {
  const Bytes text(500'000, 'a');
  Bytes other(500'000, 'b');
  other[7] = 'c';
  CHECK(frequent_bytes({text, other}) == bytes_of("ab"));
  CHECK(frequent_bytes({ByteView(other).first(1000)}) == bytes_of("bc"));
}

TEST_CASE("the length of a section is known before there is a network") {
  const std::vector<float> parameters = initial_parameters(kShape, 1);
  CHECK(rnn_section(quantised(kShape, parameters, bytes_of("abcde"))).size() == rnn_section_bytes(kShape, 5));
}

}  // namespace pith
