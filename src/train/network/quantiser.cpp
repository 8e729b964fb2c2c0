#include "train/network/quantiser.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "train/network/parameters.h"

namespace pith {

namespace {

constexpr float kGateUnit = 4096;         ///< of biases and sums
constexpr float kInputScaleUnit = 65536;  ///< of the scales of input tables
constexpr float kSumScaleUnit = 4096;     ///< of the scales of sums, in 2^-18, of activations, in 1/64
constexpr float kOutputUnit = 2048;
constexpr float kUnknownBias = -8;  ///< of a byte whose own is not known: rarer than nearly all that are

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
    const auto scale = static_cast<std::uint16_t>(std::clamp(std::ceil(most / 127 * kInputScaleUnit), 1.0F, 65535.0F));
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

RnnFile dequantised(const RnnWeights& weights) {
  RnnFile rnn;
  rnn.shape = weights.shape();
  const RnnLayout layout(rnn.shape);
  rnn.parameters.resize(layout.size());
  const std::size_t gates = rnn.shape.gates();
  const auto put = [&](const RnnTensor& tensor, std::size_t row, std::size_t column, float value) {
    rnn.parameters[tensor.begin + row * tensor.columns + column] = value;
  };
  for (std::size_t gate = 0; gate < gates; ++gate) {
    const auto scale = static_cast<float>(weights.byte_scale()[gate]) / kInputScaleUnit;
    const auto bias = static_cast<float>(weights.bias()[gate]) / kGateUnit;
    for (int byte = 0; byte < 256; ++byte) {
      const auto row = weights.byte_row(static_cast<std::uint8_t>(byte));
      put(layout.byte, byte, gate, bias + static_cast<float>(row[gate]) * scale);
    }
    const auto bigram_scale = static_cast<float>(weights.bigram_scale()[gate]) / kInputScaleUnit;
    for (std::uint32_t row = 0; row < rnn.shape.bigram_rows; ++row) {
      put(layout.bigram, row, gate, static_cast<float>(weights.bigram_row(row)[gate]) * bigram_scale);
    }
  }
  for (std::size_t i = 0; i < layout.embedding.size(); ++i) {
    put(layout.embedding, 0, i, static_cast<float>(weights.embedding_row(0, 0)[i]) / RnnWeights::kActivationOne);
  }
  const auto put_matrix = [&](const RnnTensor& tensor, const std::int8_t* all, const std::int32_t* scales) {
    for (std::size_t i = 0; i < tensor.size(); ++i) {
      put(tensor, 0, i, static_cast<float>(all[i] * scales[i / tensor.columns]) / kSumScaleUnit);
    }
  };
  put_matrix(layout.projection, weights.projection(), weights.projection_scale());
  put_matrix(layout.recurrent, weights.recurrent(), weights.recurrent_scale());
  for (std::size_t i = 0; i < rnn.shape.hidden; ++i) {
    put(layout.recurrent_bias, 0, i, static_cast<float>(weights.recurrent_bias()[i]) / kGateUnit);
  }
  for (std::size_t symbol = 0; symbol < weights.symbols(); ++symbol) {
    const std::uint8_t byte = weights.bytes()[symbol];
    for (std::size_t i = 0; i < rnn.shape.features(); ++i) {
      put(layout.output, byte, i,
          static_cast<float>(weights.output()[symbol * rnn.shape.features() + i]) / kOutputUnit);
    }
    put(layout.output_bias, 0, byte, static_cast<float>(weights.output_bias()[symbol]) / kOutputUnit);
  }
  for (int byte = 0; byte < 256; ++byte) {
    if (weights.symbol(static_cast<std::uint8_t>(byte)) < 0) put(layout.output_bias, 0, byte, kUnknownBias);
  }
  return rnn;
}

std::size_t rnn_section_bytes(const RnnShape& shape, std::size_t symbols) {
  QuantisedRnn rnn;
  rnn.shape = shape;
  rnn.bias.resize(shape.gates());
  rnn.recurrent_bias.resize(shape.hidden);
  rnn.byte_scale.resize(shape.gates());
  rnn.bigram_scale.resize(shape.gates());
  rnn.projection_scale.resize(shape.gates());
  rnn.recurrent_scale.resize(shape.gates());
  rnn.output.resize(symbols * shape.features());
  rnn.output_bias.resize(symbols);
  rnn.byte.resize((1 + symbols) * shape.gates());
  rnn.bigram.resize(shape.bigram_rows * shape.gates());
  rnn.embedding.resize(kRnnEmbedded * shape.embedded_rows * shape.embedding);
  rnn.projection.resize(shape.gates() * shape.embedding);
  rnn.recurrent.resize(shape.gates() * shape.hidden);
  return rnn_section(rnn).size();
}

QuantisedRnn quantised(const RnnShape& shape, const std::vector<float>& parameters, const Bytes& bytes) {
  return Quantiser(shape, parameters).run(bytes);
}

}  // namespace pith
