#include "train/rnn_quantiser.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "train/rnn_parameters.h"

namespace pith {

namespace {

constexpr float kGateUnit = 4096;                ///< of biases and sums
constexpr float kInputScaleUnit = 65536;         ///< of the scales of input tables
constexpr float kSumScaleUnit = 4096;            ///< of the scales of sums, in 2^-18, of activations, in 1/64
constexpr float kOutputUnit = 2048;

/// The nearest integer that fits.
template <typename Number>
Number rounded(float value, float most) {
  return static_cast<Number>(std::lround(std::clamp(value, -most, most)));
}

class Quantiser {
 public:
  Quantiser(const RnnShape& shape, const std::vector<float>& parameters)
      : layout_(shape), parameters_(parameters), hidden_(shape.hidden), gates_(shape.gates()) {
    result_.shape = shape;
  }

  QuantisedRnn run(const Bytes& bytes) {
    result_.bytes = bytes;
    inputs();
    embedding();
    matrix(layout_.projection, result_.projection, result_.projection_scale);
    matrix(layout_.recurrent, result_.recurrent, result_.recurrent_scale);
    for (std::size_t i = 0; i < hidden_; ++i) {
      result_.recurrent_bias.push_back(rounded<std::int16_t>(at(layout_.recurrent_bias, 0, i) * kGateUnit, 32767));
    }
    output();
    return std::move(result_);
  }

 private:
  float at(const RnnTensor& tensor, std::size_t row, std::size_t column) const {
    return parameters_[tensor.begin + row * tensor.columns + column];
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
      result_.bias.push_back(bias);
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
    const auto scale =
        static_cast<std::uint16_t>(std::clamp(std::ceil(most / 127 * kInputScaleUnit), 1.0F, 65535.0F));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      table[row * gates_ + gate] = rounded<std::int8_t>(rows[row] * kInputScaleUnit / scale, 127);
    }
    return scale;
  }

  void embedding() {
    for (std::size_t i = 0; i < layout_.embedding.size(); ++i) {
      const float value = parameters_[layout_.embedding.begin + i];
      result_.embedding.push_back(rounded<std::int8_t>(value * RnnWeights::kActivationOne, 127));
    }
  }

  void matrix(const RnnTensor& tensor, std::vector<std::int8_t>& weights, std::vector<std::uint8_t>& scales) const {
    for (std::size_t row = 0; row < tensor.rows; ++row) {
      float most = 0;
      for (std::size_t i = 0; i < tensor.columns; ++i) most = std::max(most, std::abs(at(tensor, row, i)));
      const float scale = std::clamp(std::ceil(most / 127 * kSumScaleUnit), 1.0F, 255.0F);
      scales.push_back(static_cast<std::uint8_t>(scale));
      for (std::size_t i = 0; i < tensor.columns; ++i) {
        weights.push_back(rounded<std::int8_t>(at(tensor, row, i) * kSumScaleUnit / scale, 127));
      }
    }
  }

  /// Only differences between outputs count: their biases are brought to a mean of 0, so that they fit.
  void output() {
    float mean = 0;
    for (const std::uint8_t byte : result_.bytes) mean += at(layout_.output_bias, 0, byte);
    mean /= static_cast<float>(result_.bytes.size());
    constexpr float kMost = RnnWeights::kMaxOutput;
    for (const std::uint8_t byte : result_.bytes) {
      for (std::size_t i = 0; i < layout_.output.columns; ++i) {
        result_.output.push_back(rounded<std::int16_t>(at(layout_.output, byte, i) * kOutputUnit, kMost));
      }
      const float bias = at(layout_.output_bias, 0, byte) - mean;
      result_.output_bias.push_back(rounded<std::int16_t>(bias * kOutputUnit, kMost));
    }
  }

  RnnLayout layout_;
  const std::vector<float>& parameters_;
  std::size_t hidden_;
  std::size_t gates_;
  QuantisedRnn result_;
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

QuantisedRnn quantised(const RnnShape& shape, const std::vector<float>& parameters, const Bytes& bytes) {
  return Quantiser(shape, parameters).run(bytes);
}

}  // namespace pith
