#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "model/network/network_weights.h"

namespace pith::test {

/// Small, with a slow clock, a waist, and one table of each clock missing.
inline constexpr NetworkShape kSmallTwoClocks{.hidden = 64,
                                              .embedding = 64,
                                              .bigram_rows = 16,
                                              .embedded_rows = {16, 16, 0, 8, 16, 5},
                                              .slow = 128,
                                              .slow_embedding = 64,
                                              .waist = 64,
                                              .slow_rows = {16, 0, 7, 3},
                                              .table_bits = 4};

/// Fills the parts of a network with noise: the same on every machine.
class NetworkNoise {
 public:
  explicit NetworkNoise(std::uint64_t seed) : random_(seed) {}

  template <typename Number>
  void fill(std::vector<Number>& into, std::size_t count, std::int32_t least, std::int32_t most) {
    into.resize(count);
    for (Number& number : into) {
      number = static_cast<Number>(least + static_cast<std::int32_t>(random_.below(most - least + 1)));
    }
  }

  void fill(QuantisedUnit& unit, std::size_t units, std::size_t embedding) {
    fill(unit.bias, 3 * units, -4096, 4096);
    fill(unit.recurrent_bias, units, -2048, 2048);
    fill(unit.projection_scale, 3 * units, 1, 9);
    fill(unit.recurrent_scale, 3 * units, 1, 9);
    fill(unit.projection, 3 * units * embedding, -127, 127);
    fill(unit.recurrent, 3 * units * units, -127, 127);
  }

  void fill(QuantisedTable& table, std::uint32_t rows, std::uint32_t columns, std::uint32_t bits) {
    table.scale = static_cast<std::uint16_t>(bits == 8 ? 8 : 100);
    fill(table.weights, std::size_t{rows} * columns, bits == 8 ? -60 : -8, bits == 8 ? 60 : 7);
  }

 private:
  Random random_;
};

/// A network that knows the bytes of `known`, which are ascending, and whose weights are noise. It keeps in mind what
/// it read, as gates and activations stay within the steep part of their functions.
inline QuantisedNetwork random_two_clocks(const NetworkShape& shape, const std::string& known, std::uint64_t seed) {
  NetworkNoise noise(seed);
  QuantisedNetwork network;
  network.shape = shape;
  network.bytes.assign(known.begin(), known.end());
  const std::size_t symbols = known.size();
  noise.fill(network.fast, shape.hidden, shape.embedding);
  noise.fill(network.byte_scale, shape.gates(), 100, 600);
  noise.fill(network.bigram_scale, shape.gates(), 100, 600);
  noise.fill(network.byte, (1 + symbols) * shape.gates(), -127, 127);
  noise.fill(network.bigram, shape.bigram_rows * shape.gates(), -127, 127);
  for (std::size_t i = 0; i < kEmbeddedTables; ++i) {
    noise.fill(network.embedding[i], shape.embedded_rows[i], shape.embedding, shape.table_bits);
  }
  if (shape.slow != 0) {
    noise.fill(network.slow, shape.slow, shape.slow_embedding);
    for (std::size_t i = 0; i < kSlowTables; ++i) {
      noise.fill(network.slow_table[i], shape.slow_rows[i], shape.slow_embedding, shape.table_bits);
    }
    noise.fill(network.waist_scale, shape.waist, 1, 9);
    noise.fill(network.waist, std::size_t{shape.waist} * shape.slow, -127, 127);
    noise.fill(network.to_gates_scale, shape.gates(), 1, 5);
    noise.fill(network.to_gates, shape.gates() * shape.told(), -127, 127);
    noise.fill(network.to_output, symbols * shape.told(), -600, 600);
  }
  noise.fill(network.output, symbols * shape.features(), -600, 600);
  noise.fill(network.output_bias, symbols, -2000, 2000);
  return network;
}

inline Bytes small_two_clocks_section(std::uint64_t seed = 1) {
  return network_section(random_two_clocks(kSmallTwoClocks, "\n ,.ETabcdefghijklmnoprstuvwy", seed));
}

}  // namespace pith::test
