#include "model/network/network_weights.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "support/errors.h"
#include "support/two_clocks.h"

namespace pith {

namespace {

using test::kSmallTwoClocks;

QuantisedNetwork network(const NetworkShape& shape = kSmallTwoClocks) {
  return test::random_two_clocks(shape, "abc", 1);
}

NetworkShape shape_of(const std::function<void(NetworkShape&)>& change) {
  NetworkShape shape = kSmallTwoClocks;
  change(shape);
  return shape;
}

std::string error_of(const Bytes& section) {
  return test::error_of([&] { NetworkWeights weights(section); });
}

/// What a network is refused with after `change`.
std::string error_after(const std::function<void(QuantisedNetwork&)>& change) {
  QuantisedNetwork changed = network();
  change(changed);
  return error_of(network_section(changed));
}

void require_matrix(const NetworkMatrix& matrix, const std::vector<std::int8_t>& weights,
                    const std::vector<std::uint8_t>& scale) {
  REQUIRE(matrix.rows() == scale.size());
  std::vector<std::int8_t> held;
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    for (std::size_t column = 0; column < matrix.columns(); ++column) held.push_back(matrix.weight(row, column));
  }
  CHECK(held == weights);
  CHECK(std::equal(scale.begin(), scale.end(), matrix.scale()));
}

}  // namespace

TEST_CASE("a section gives back the network of two clocks that it was made of") {
  const QuantisedNetwork made = network();
  const Bytes section = network_section(made);
  const NetworkWeights weights(section);
  CHECK(weights.shape() == made.shape);
  CHECK(weights.alphabet().size() == 3);
  CHECK(weights.alphabet().symbol('b') == 1);
  CHECK(weights.alphabet().symbol('x') == -1);
  const std::size_t gates = made.shape.gates();
  CHECK(std::equal(weights.byte_row('b'), weights.byte_row('b') + gates, made.byte.begin() + 2 * 192));
  CHECK(std::equal(weights.byte_row('x'), weights.byte_row('x') + gates, made.byte.begin()));
  CHECK(std::equal(weights.bigram_row(0), weights.bigram_row(0) + made.bigram.size(), made.bigram.begin()));
  require_matrix(weights.fast().projection, made.fast.projection, made.fast.projection_scale);
  require_matrix(weights.fast().recurrent, made.fast.recurrent, made.fast.recurrent_scale);
  require_matrix(weights.slow().projection, made.slow.projection, made.slow.projection_scale);
  require_matrix(weights.slow().recurrent, made.slow.recurrent, made.slow.recurrent_scale);
  require_matrix(weights.waist(), made.waist, made.waist_scale);
  require_matrix(weights.to_gates(), made.to_gates, made.to_gates_scale);
  CHECK(std::ranges::equal(weights.slow().bias, made.slow.bias));
  CHECK(weights.to_output() == made.to_output);
  CHECK(weights.output() == made.output);
  CHECK(weights.output_bias() == made.output_bias);
}

TEST_CASE("tables of 4 and of 8 bits hold their rows, and missing ones none") {
  for (const std::uint32_t bits : {4U, 8U}) {
    CAPTURE(bits);
    const QuantisedNetwork made = network(shape_of([&](NetworkShape& shape) { shape.table_bits = bits; }));
    const Bytes section = network_section(made);
    const NetworkWeights weights(section);
    CHECK(weights.embedding(2).rows() == 0);
    CHECK(weights.slow_table(1).rows() == 0);
    const EmbeddingTable& table = weights.slow_table(3);
    REQUIRE(table.rows() == 3);
    const auto expected = made.slow_table[3].weights.end() - 64;
    for (int i = 0; i < 64; ++i) {
      const std::uint8_t byte = table.row(2)[bits == 8 ? i : i / 2];
      const int number = bits == 8 ? static_cast<std::int8_t>(byte)
                                   : static_cast<std::int8_t>(i % 2 == 0 ? byte << 4 : byte & 0xF0) >> 4;
      CHECK(number == expected[i]);
    }
  }
}

TEST_CASE("a network of two clocks that is cut anywhere, or goes on after its end, is refused") {
  Bytes section = network_section(network());
  for (std::size_t size = 0; size < section.size(); size += size < 3000 ? 1 : 97) {
    CAPTURE(size);
    REQUIRE(error_of({section.begin(), section.begin() + static_cast<std::ptrdiff_t>(size)}) == "kDamaged");
  }
  section.push_back(0);
  CHECK(error_of(section) == "kDamaged");
}

TEST_CASE("dimensions of two clocks beyond the limits are refused before anything is read by them") {
  // The numbers of the header, by their place.
  const auto with = [section = network_section(network())](std::size_t place, std::uint32_t value) {
    Bytes changed = section;
    for (std::size_t i = 0; i < 4; ++i) changed[4 * place + i] = static_cast<std::uint8_t>(value >> (8 * i));
    return error_of(changed);
  };
  constexpr std::size_t kHidden = 1, kEmbedding = 2, kBigramRows = 3, kEmbeddedRows = 4, kSlow = 10, kWaist = 12,
                        kSlowRows = 13, kTableBits = 17;
  for (const std::uint32_t value : {0U, 1U, 63U, 1088U, 0x80000040U, 0xFFFFFFC0U}) {
    for (const std::size_t place : {kHidden, kEmbedding, kSlow, kSlow + 1}) CHECK(with(place, value) == "kDamaged");
  }
  for (const std::uint32_t value : {65537U, 0xFFFFFFFFU}) {
    for (const std::size_t place : {kBigramRows, kEmbeddedRows + 5, kSlowRows}) CHECK(with(place, value) == "kDamaged");
  }
  CHECK(with(kBigramRows, 0) == "kDamaged");
  CHECK(with(kWaist, 320) == "kDamaged");
  CHECK(with(kTableBits, 5) == "kDamaged");
}

TEST_CASE("weights of two clocks that could overflow a sum are refused") {
  CHECK(error_after([](QuantisedNetwork& n) { n.fast.recurrent[5] = -128; }) == "kDamaged");
  CHECK(error_after([](QuantisedNetwork& n) { n.slow.projection.back() = -128; }) == "kDamaged");
  CHECK(error_after([](QuantisedNetwork& n) { n.waist[7] = -128; }) == "kDamaged");
  CHECK(error_after([](QuantisedNetwork& n) { n.to_gates.back() = -128; }) == "kDamaged");
  CHECK(error_after([](QuantisedNetwork& n) { n.to_output[0] = 8192; }) == "kDamaged");
  CHECK(error_after([](QuantisedNetwork& n) { n.output[7] = 16384; }) == "kDamaged");
  CHECK(error_after([](QuantisedNetwork& n) { n.output_bias[2] = -16384; }) == "kDamaged");
}

TEST_CASE("a network without a slow clock has none of its parts") {
  const NetworkShape flat{.hidden = 64, .embedding = 64, .bigram_rows = 4, .embedded_rows = {4, 0, 0, 0, 0, 0}};
  const Bytes section = network_section(network(flat));
  const NetworkWeights weights(section);
  CHECK(weights.shape() == flat);
  CHECK(weights.to_output().empty());
  CHECK(error_of(network_section(network(shape_of([](NetworkShape& s) { s.slow = 0; })))) == "kDamaged");
}

TEST_CASE("a network of two clocks of another layout, or that knows no byte, is refused") {
  CHECK(error_after([](QuantisedNetwork& n) { n.bytes.clear(); }) == "kDamaged");
  Bytes section = network_section(network());
  for (const std::uint8_t layout : {std::uint8_t{1}, std::uint8_t{3}}) {
    section[0] = layout;
    CHECK(error_of(section) == "kDamaged");
  }
}

}  // namespace pith
