#include "model/network/cell.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/check.h"
#include "model/network/functions.h"
#include "model/text/window.h"
#include "support/networks.h"
#include "support/streams.h"

namespace pith {

namespace {

/// A check of states and features after each byte of a text.
std::vector<std::uint64_t> trace(const RnnWeights& weights, const std::string& text) {
  RnnCell cell(weights);
  TextState state;
  Window window(1024);
  std::vector<std::uint64_t> checks;
  const auto step = [&] {
    cell.step(state);
    Bytes seen;
    for (const std::int32_t h : cell.state()) append_little_endian(seen, static_cast<std::uint32_t>(h));
    for (const std::int16_t f : cell.features()) append_little_endian(seen, static_cast<std::uint16_t>(f));
    Check check(0);
    check.update(seen);
    checks.push_back(check.digest());
  };
  step();
  for (const std::uint8_t byte : test::bytes_of(text)) {
    state.update(window, byte);
    window.push(byte);
    step();
  }
  return checks;
}

}  // namespace

TEST_CASE("the activations of each step are the golden ones") {
  const Bytes section = test::small_network_section();
  const RnnWeights weights(section);
  const std::vector<std::uint64_t> golden = {
      0xD8E66FD82DDDEABA, 0x20B02C5A38627925, 0x7B607DE5386929F5, 0xD703CE6D39CFF9C2, 0x1D266168389F2C22,
      0xF3683D08DAFE5006, 0xCD93A5CAE505B6D7, 0xF2F1E5509F63C556, 0xE9186F1AE7498545, 0x3875631C61A965D9};
  CHECK(trace(weights, "The cat.\n") == golden);
}

TEST_CASE("the state tells texts apart that end alike") {
  const Bytes section = test::small_network_section();
  const RnnWeights weights(section);
  CHECK(trace(weights, "a nice cat sat").back() != trace(weights, "a mice cat sat").back());
}

TEST_CASE("the functions of the network are those of the real numbers") {
  for (int x = -50000; x <= 50000; x += 7) {
    const double real = x / 4096.0;
    CHECK(rnn_sigmoid(x) / 32768.0 == doctest::Approx(1 / (1 + std::exp(-real))).scale(1).epsilon(0.001));
    CHECK(rnn_tanh(x) / 32768.0 == doctest::Approx(std::tanh(real)).scale(1).epsilon(0.0013));
    if (x >= 0) {
      CHECK(rnn_exp(static_cast<std::uint32_t>(x)) / 4194304.0 ==
            doctest::Approx(std::exp(-real)).scale(1).epsilon(0.001));
    }
  }
  CHECK(rnn_sigmoid(INT32_MIN) == rnn_sigmoid(-32768));
  CHECK(rnn_tanh(INT32_MAX) == rnn_tanh(16383));
  CHECK(rnn_exp(UINT32_MAX) == 0);
}

}  // namespace pith
