#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "model/network/weights.h"

namespace pith::test {

inline constexpr RnnShape kSmallNetwork{.hidden = 64, .bigram_rows = 16, .embedding = 64, .embedded_rows = 16};

/// A network that knows the bytes of `known` and whose weights are noise: the same on every machine. It keeps in mind
/// what it read, as gates and activations stay within the steep part of their functions.
inline QuantisedRnn random_network(const RnnShape& shape, const std::string& known, std::uint64_t seed) {
  Random random(seed);
  const auto numbers = [&random](auto& into, std::size_t count, std::int32_t least, std::int32_t most) {
    using Number = typename std::decay_t<decltype(into)>::value_type;
    into.resize(count);
    for (Number& number : into) {
      number = static_cast<Number>(least + static_cast<std::int32_t>(random.below(most - least + 1)));
    }
  };
  QuantisedRnn rnn;
  rnn.shape = shape;
  rnn.bytes.assign(known.begin(), known.end());
  std::ranges::sort(rnn.bytes);
  rnn.bytes.erase(std::unique(rnn.bytes.begin(), rnn.bytes.end()), rnn.bytes.end());
  const std::size_t symbols = rnn.bytes.size();
  numbers(rnn.bias, shape.gates(), -4096, 4096);
  numbers(rnn.recurrent_bias, shape.hidden, -2048, 2048);
  numbers(rnn.byte_scale, shape.gates(), 100, 600);
  numbers(rnn.bigram_scale, shape.gates(), 100, 600);
  numbers(rnn.projection_scale, shape.gates(), 1, 9);
  numbers(rnn.recurrent_scale, shape.gates(), 1, 9);
  numbers(rnn.output, symbols * shape.features(), -600, 600);
  numbers(rnn.output_bias, symbols, -2000, 2000);
  numbers(rnn.byte, (1 + symbols) * shape.gates(), -127, 127);
  numbers(rnn.bigram, shape.bigram_rows * shape.gates(), -127, 127);
  numbers(rnn.embedding, kRnnEmbedded * shape.embedded_rows * shape.embedding, -60, 60);
  numbers(rnn.projection, shape.gates() * shape.embedding, -127, 127);
  numbers(rnn.recurrent, shape.gates() * shape.hidden, -127, 127);
  return rnn;
}

inline Bytes small_network_section(std::uint64_t seed = 1) {
  return rnn_section(random_network(kSmallNetwork, "\n ,.ETabcdefghijklmnoprstuvwy", seed));
}

}  // namespace pith::test
