#include "model/network/weights.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "support/errors.h"
#include "support/networks.h"

namespace pith {

namespace {

using test::kSmallNetwork;

QuantisedRnn network() { return test::random_network(kSmallNetwork, "abc", 1); }

std::string error_of(const Bytes& section) {
  return test::error_of([&] { RnnWeights weights(section); });
}

/// What a network is refused with after `change`.
std::string error_after(const std::function<void(QuantisedRnn&)>& change) {
  QuantisedRnn changed = network();
  change(changed);
  return error_of(rnn_section(changed));
}

}  // namespace

TEST_CASE("a section gives back the network that it was made of") {
  const QuantisedRnn rnn = network();
  const Bytes section = rnn_section(rnn);
  const RnnWeights weights(section);
  CHECK(weights.shape() == rnn.shape);
  CHECK(weights.symbols() == 3);
  CHECK(weights.symbol('b') == 1);
  CHECK(weights.symbol('x') == -1);
  const std::size_t gates = rnn.shape.gates();
  CHECK(std::equal(weights.byte_row('b'), weights.byte_row('b') + gates, rnn.byte.begin() + 2 * 192));
  CHECK(std::equal(weights.byte_row('x'), weights.byte_row('x') + gates, rnn.byte.begin()));
  CHECK(std::equal(weights.bigram_row(0), weights.bigram_row(0) + rnn.bigram.size(), rnn.bigram.begin()));
  CHECK(std::equal(weights.embedding_row(2, 15), weights.embedding_row(2, 15) + 64, rnn.embedding.end() - 64));
  CHECK(std::equal(rnn.recurrent.begin(), rnn.recurrent.end(), weights.recurrent()));
  CHECK(std::equal(rnn.projection.begin(), rnn.projection.end(), weights.projection()));
  CHECK(std::equal(rnn.bias.begin(), rnn.bias.end(), weights.bias()));
  CHECK(std::equal(rnn.recurrent_scale.begin(), rnn.recurrent_scale.end(), weights.recurrent_scale()));
  CHECK(weights.output() == rnn.output);
  CHECK(weights.output_bias() == rnn.output_bias);
}

TEST_CASE("a network cut anywhere is refused") {
  const Bytes section = rnn_section(network());
  for (std::size_t size = 0; size < section.size(); size += size < 2000 ? 1 : 97) {
    CAPTURE(size);
    REQUIRE(error_of({section.begin(), section.begin() + static_cast<std::ptrdiff_t>(size)}) == "kDamaged");
  }
}

TEST_CASE("a network that goes on after its end is refused") {
  Bytes section = rnn_section(network());
  section.push_back(0);
  CHECK(error_of(section) == "kDamaged");
}

TEST_CASE("dimensions beyond the limits are refused before anything is read by them") {
  const auto with = [](std::uint32_t RnnShape::*dimension, std::uint32_t value) {
    QuantisedRnn rnn = network();
    rnn.shape.*dimension = value;
    return error_of(rnn_section(rnn));
  };
  for (const std::uint32_t value : {0U, 1U, 63U, 1088U, 0x80000040U, 0xFFFFFFC0U}) {
    CHECK(with(&RnnShape::hidden, value) == "kDamaged");
    CHECK(with(&RnnShape::embedding, value) == "kDamaged");
  }
  for (const std::uint32_t value : {0U, 65537U, 0xFFFFFFFFU}) {
    CHECK(with(&RnnShape::bigram_rows, value) == "kDamaged");
    CHECK(with(&RnnShape::embedded_rows, value) == "kDamaged");
  }
}

TEST_CASE("weights that could overflow a sum are refused") {
  CHECK(error_after([](QuantisedRnn& rnn) { rnn.recurrent[5] = -128; }) == "kDamaged");
  CHECK(error_after([](QuantisedRnn& rnn) { rnn.projection.back() = -128; }) == "kDamaged");
  CHECK(error_after([](QuantisedRnn& rnn) { rnn.embedding.front() = -128; }) == "kDamaged");
  CHECK(error_after([](QuantisedRnn& rnn) { rnn.output[7] = 16384; }) == "kDamaged");
  CHECK(error_after([](QuantisedRnn& rnn) { rnn.output_bias[2] = -16384; }) == "kDamaged");
}

TEST_CASE("a network of another layout, or that knows no byte, is refused") {
  CHECK(error_after([](QuantisedRnn& rnn) { rnn.bytes.clear(); }) == "kDamaged");
  Bytes section = rnn_section(network());
  section[0] = 2;
  CHECK(error_of(section) == "kDamaged");
}

}  // namespace pith
