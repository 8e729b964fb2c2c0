#include "train/network/quantiser.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/network_kernels/network_limits.h"
#include "train/kernels/layout.h"
#include "train/network/number_units.h"
#include "train/network/table_step.h"

namespace pith {

namespace {

/// The nearest integer that fits.
template <typename Number>
Number rounded(float value, float most) {
  return static_cast<Number>(std::lround(std::clamp(value, -most, most)));
}

class Quantiser {
 public:
  explicit Quantiser(const NetworkFile& network)
      : network_(network), layout_(network.shape), gates_(network.shape.gates()) {
    result_.shape = network.shape;
  }

  QuantisedNetwork run(const Bytes& bytes) {
    result_.bytes = bytes;
    inputs();
    result_.fast.recurrent_bias = biases(layout_.recurrent_bias);
    matrix(layout_.projection, result_.fast.projection, result_.fast.projection_scale);
    matrix(layout_.recurrent, result_.fast.recurrent, result_.fast.recurrent_scale);
    for (std::size_t i = 0; i < kEmbeddedTables; ++i) {
      result_.embedding[i] = table(layout_.embedding[i], network_.steps_of_tables.embedding[i]);
    }
    slow_clock();
    output();
    return std::move(result_);
  }

 private:
  float at(const NetworkTensor& tensor, std::size_t row, std::size_t column) const {
    return network_.parameters[tensor.begin + row * tensor.columns + column];
  }

  /// The largest of some weights, without their signs.
  float most_of(std::size_t begin, std::size_t count) const {
    float most = 0;
    for (std::size_t i = begin; i < begin + count; ++i) most = std::max(most, std::abs(network_.parameters[i]));
    return most;
  }

  /// The rows of bytes, less what they have in common, which becomes the bias; and those of bigrams.
  void inputs() {
    const std::size_t symbols = result_.bytes.size();
    result_.byte.resize((1 + symbols) * gates_);
    result_.bigram.resize(result_.shape.bigram_rows * gates_);
    for (std::size_t gate = 0; gate < gates_; ++gate) {
      std::vector<float> rows;
      for (const std::uint8_t byte : result_.bytes) rows.push_back(at(layout_.byte, byte, gate));
      const auto [least, most] = std::ranges::minmax(rows);
      const std::int16_t bias = rounded<std::int16_t>((least + most) / 2 * kGateUnit, 32767);
      result_.fast.bias.push_back(bias);
      for (float& row : rows) row -= bias / kGateUnit;
      rows.insert(rows.begin(), 0.0F);
      result_.byte_scale.push_back(column(rows, gate, result_.byte));
      rows.clear();
      for (std::size_t row = 0; row < result_.shape.bigram_rows; ++row) rows.push_back(at(layout_.bigram, row, gate));
      result_.bigram_scale.push_back(column(rows, gate, result_.bigram));
    }
  }

  /// Writes the weights of one gate in all rows of a table; returns their scale.
  std::uint16_t column(const std::vector<float>& rows, std::size_t gate, std::vector<std::int8_t>& table) const {
    float most = 0;
    for (const float row : rows) most = std::max(most, std::abs(row));
    const auto scale = static_cast<std::uint16_t>(std::clamp(std::ceil(most / 127 * kInputScaleUnit), 1.0F, 65535.0F));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      table[row * gates_ + gate] = rounded<std::int8_t>(rows[row] * kInputScaleUnit / scale, 127);
    }
    return scale;
  }

  /// `step`: as training has rounded it; 0 = it has not.
  QuantisedTable table(const NetworkTensor& tensor, float step) const {
    QuantisedTable table;
    if (tensor.size() == 0) return table;
    const bool wide = result_.shape.table_bits == 8;
    const float most = wide ? 127 : 7;
    if (!wide && step == 0) step = fitting_step(network_.parameters, tensor);
    const float scale =
        wide ? std::ceil(most_of(tensor.begin, tensor.size()) / most * kTableUnit) : std::round(step * kTableUnit);
    table.scale = static_cast<std::uint16_t>(std::clamp(scale, 1.0F, 65535.0F));
    table.weights.reserve(tensor.size());
    for (std::size_t i = tensor.begin; i < tensor.end(); ++i) {
      table.weights.push_back(rounded<std::int8_t>(network_.parameters[i] * kTableUnit / table.scale, most));
    }
    return table;
  }

  std::vector<std::int16_t> biases(const NetworkTensor& tensor) const {
    std::vector<std::int16_t> biases;
    for (std::size_t i = 0; i < tensor.size(); ++i) {
      biases.push_back(rounded<std::int16_t>(at(tensor, 0, i) * kGateUnit, 32767));
    }
    return biases;
  }

  void matrix(const NetworkTensor& tensor, std::vector<std::int8_t>& weights, std::vector<std::uint8_t>& scales) const {
    for (std::size_t row = 0; row < tensor.rows; ++row) {
      const float most = most_of(tensor.begin + row * tensor.columns, tensor.columns);
      const float scale = std::clamp(std::ceil(most / 127 * kSumScaleUnit), 1.0F, 255.0F);
      scales.push_back(static_cast<std::uint8_t>(scale));
      for (std::size_t i = 0; i < tensor.columns; ++i) {
        weights.push_back(rounded<std::int8_t>(at(tensor, row, i) * kSumScaleUnit / scale, 127));
      }
    }
  }

  void slow_clock() {
    if (result_.shape.slow == 0) return;
    result_.slow.bias = biases(layout_.slow_bias);
    result_.slow.recurrent_bias = biases(layout_.slow_recurrent_bias);
    matrix(layout_.slow_projection, result_.slow.projection, result_.slow.projection_scale);
    matrix(layout_.slow_recurrent, result_.slow.recurrent, result_.slow.recurrent_scale);
    matrix(layout_.slow_waist, result_.waist, result_.waist_scale);
    matrix(layout_.slow_to_gates, result_.to_gates, result_.to_gates_scale);
    for (std::size_t i = 0; i < kSlowTables; ++i) {
      result_.slow_table[i] = table(layout_.slow_table[i], network_.steps_of_tables.slow_table[i]);
    }
    output_rows(layout_.slow_to_output, kMaxToldWeight, result_.to_output);
  }

  void output_rows(const NetworkTensor& tensor, std::int32_t most, std::vector<std::int16_t>& rows) const {
    for (const std::uint8_t byte : result_.bytes) {
      for (std::size_t i = 0; i < tensor.columns; ++i) {
        rows.push_back(rounded<std::int16_t>(at(tensor, byte, i) * kOutputUnit, static_cast<float>(most)));
      }
    }
  }

  /// Only differences between outputs count: their biases are brought to a mean of 0, so that they fit.
  void output() {
    output_rows(layout_.output, kMaxOutputWeight, result_.output);
    float mean = 0;
    for (const std::uint8_t byte : result_.bytes) mean += at(layout_.output_bias, 0, byte);
    mean /= static_cast<float>(result_.bytes.size());
    for (const std::uint8_t byte : result_.bytes) {
      const float bias = at(layout_.output_bias, 0, byte) - mean;
      result_.output_bias.push_back(rounded<std::int16_t>(bias * kOutputUnit, kMaxOutputWeight));
    }
  }

  const NetworkFile& network_;
  NetworkLayout layout_;
  std::size_t gates_;
  QuantisedNetwork result_;
};

}  // namespace

Bytes frequent_bytes(const std::vector<ByteView>& texts) {
  std::array<std::uint64_t, 256> counts{};
  std::uint64_t all = 0;
  for (const ByteView text : texts) {
    for (const std::uint8_t byte : text) ++counts[byte];
    all += text.size();
  }
  Bytes bytes;
  for (int byte = 0; byte < 256; ++byte) {
    if (counts[byte] > 0 && counts[byte] * kRareByte >= all) bytes.push_back(static_cast<std::uint8_t>(byte));
  }
  return bytes;
}

std::size_t network_section_bytes(const NetworkShape& shape, std::size_t symbols) {
  const NetworkFile network{.shape = shape, .parameters = std::vector<float>(NetworkLayout(shape).size())};
  Bytes bytes(symbols);
  for (std::size_t i = 0; i < symbols; ++i) bytes[i] = static_cast<std::uint8_t>(i);
  return network_section(quantised(network, bytes)).size();
}

QuantisedNetwork quantised(const NetworkFile& network, const Bytes& bytes) { return Quantiser(network).run(bytes); }

}  // namespace pith
