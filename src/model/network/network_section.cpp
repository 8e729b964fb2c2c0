#include <cassert>
#include <type_traits>

#include "model/network/network_weights.h"
#include "model/network_kernels/network_limits.h"

namespace pith {

namespace {

template <typename Numbers>
void append_numbers(Bytes& section, const Numbers& numbers) {
  for (const auto number : numbers) {
    append_little_endian(section, static_cast<std::make_unsigned_t<std::decay_t<decltype(number)>>>(number));
  }
}

void align(Bytes& section) {
  section.resize((section.size() + kNetworkArrayAlignment - 1) / kNetworkArrayAlignment * kNetworkArrayAlignment);
}

void append_weights(Bytes& section, const std::vector<std::int8_t>& weights) {
  align(section);
  section.insert(section.end(), weights.begin(), weights.end());
}

void append_table(Bytes& section, const QuantisedTable& table, std::uint32_t bits) {
  if (table.weights.empty()) return;
  if (bits == 8) return append_weights(section, table.weights);
  align(section);
  for (std::size_t i = 0; i < table.weights.size(); i += 2) {
    assert(table.weights[i] >= -8 && table.weights[i] <= 7 && table.weights[i + 1] >= -8 && table.weights[i + 1] <= 7);
    section.push_back(static_cast<std::uint8_t>((table.weights[i] & 15) | (table.weights[i + 1] & 15) << 4));
  }
}

template <std::size_t kTables>
void append_scales(Bytes& section, const std::array<QuantisedTable, kTables>& tables) {
  for (const QuantisedTable& table : tables) append_little_endian(section, table.scale);
}

void append_unit_numbers(Bytes& section, const QuantisedUnit& unit) {
  append_numbers(section, unit.bias);
  append_numbers(section, unit.recurrent_bias);
  append_numbers(section, unit.projection_scale);
  append_numbers(section, unit.recurrent_scale);
}

void append_shape(Bytes& section, const NetworkShape& shape) {
  for (const std::uint32_t number : {kNetworkLayout, shape.hidden, shape.embedding, shape.bigram_rows}) {
    append_little_endian(section, number);
  }
  append_numbers(section, shape.embedded_rows);
  for (const std::uint32_t number : {shape.slow, shape.slow_embedding, shape.waist}) {
    append_little_endian(section, number);
  }
  append_numbers(section, shape.slow_rows);
  append_little_endian(section, shape.table_bits);
}

}  // namespace

Bytes network_section(const QuantisedNetwork& network) {
  Bytes section;
  append_shape(section, network.shape);
  std::array<std::uint8_t, 32> known{};
  for (const std::uint8_t byte : network.bytes) {
    known[byte / 8] = static_cast<std::uint8_t>(known[byte / 8] | 1 << byte % 8);
  }
  section.insert(section.end(), known.begin(), known.end());
  append_unit_numbers(section, network.fast);
  append_numbers(section, network.byte_scale);
  append_numbers(section, network.bigram_scale);
  append_scales(section, network.embedding);
  append_unit_numbers(section, network.slow);
  append_scales(section, network.slow_table);
  append_numbers(section, network.waist_scale);
  append_numbers(section, network.to_gates_scale);
  append_numbers(section, network.to_output);
  append_numbers(section, network.output);
  append_numbers(section, network.output_bias);
  append_weights(section, network.byte);
  append_weights(section, network.bigram);
  append_weights(section, network.fast.projection);
  append_weights(section, network.fast.recurrent);
  append_weights(section, network.slow.projection);
  append_weights(section, network.slow.recurrent);
  append_weights(section, network.waist);
  append_weights(section, network.to_gates);
  for (const QuantisedTable& table : network.embedding) append_table(section, table, network.shape.table_bits);
  for (const QuantisedTable& table : network.slow_table) append_table(section, table, network.shape.table_bits);
  return section;
}

}  // namespace pith
