#include <algorithm>

#include "model/network_kernels/network_limits.h"
#include "train/kernels/layout.h"
#include "train/network/number_units.h"
#include "train/network/quantiser.h"

namespace pith {

namespace {

constexpr float kUnknownBias = -8;  ///< of a byte whose own is not known: rarer than nearly all that are

class Dequantiser {
 public:
  explicit Dequantiser(const NetworkWeights& weights) : weights_(weights), layout_(weights.shape()) {
    network_.shape = weights.shape();
    network_.parameters.resize(layout_.size());
  }

  NetworkFile run() {
    inputs();
    matrix(layout_.projection, weights_.fast().projection);
    matrix(layout_.recurrent, weights_.fast().recurrent);
    numbers(layout_.recurrent_bias, weights_.fast().recurrent_bias, kGateUnit);
    for (std::size_t i = 0; i < kEmbeddedTables; ++i) {
      network_.steps_of_tables.embedding[i] = table(layout_.embedding[i], weights_.embedding(i));
    }
    slow_clock();
    output_rows(layout_.output, weights_.output());
    output_rows(layout_.output_bias, weights_.output_bias());
    for (int byte = 0; byte < 256; ++byte) {
      if (weights_.alphabet().symbol(static_cast<std::uint8_t>(byte)) >= 0) continue;
      network_.parameters[layout_.output_bias.begin + static_cast<std::size_t>(byte)] = kUnknownBias;
    }
    return std::move(network_);
  }

 private:
  float* row(const NetworkTensor& tensor, std::size_t row) {
    return network_.parameters.data() + tensor.begin + row * tensor.columns;
  }

  void inputs() {
    for (std::size_t gate = 0; gate < network_.shape.gates(); ++gate) {
      const auto scale = static_cast<float>(weights_.byte_scale()[gate]) / kInputScaleUnit;
      const auto bias = static_cast<float>(weights_.fast().bias[gate]) / kGateUnit;
      for (std::size_t byte = 0; byte < kByteValues; ++byte) {
        const std::int8_t weight = weights_.byte_row(static_cast<std::uint8_t>(byte))[gate];
        row(layout_.byte, byte)[gate] = bias + static_cast<float>(weight) * scale;
      }
      const auto bigram_scale = static_cast<float>(weights_.bigram_scale()[gate]) / kInputScaleUnit;
      for (std::uint32_t each = 0; each < network_.shape.bigram_rows; ++each) {
        row(layout_.bigram, each)[gate] = static_cast<float>(weights_.bigram_row(each)[gate]) * bigram_scale;
      }
    }
  }

  void matrix(const NetworkTensor& tensor, const NetworkMatrix& from) {
    for (std::size_t i = 0; i < tensor.size(); ++i) {
      const std::int32_t weight = from.weight(i / tensor.columns, i % tensor.columns);
      row(tensor, 0)[i] = static_cast<float>(weight * from.scale()[i / tensor.columns]) / kSumScaleUnit;
    }
  }

  template <typename Numbers>
  void numbers(const NetworkTensor& tensor, const Numbers& from, float unit) {
    std::ranges::transform(from, row(tensor, 0), [unit](auto number) { return static_cast<float>(number) / unit; });
  }

  /// Returns the step of its weights.
  float table(const NetworkTensor& tensor, const EmbeddingTable& from) {
    const float step = static_cast<float>(from.scale()) / kTableUnit;
    for (std::size_t i = 0; i < tensor.size(); ++i) {
      const std::uint8_t* const weights = from.row(0);
      const int number = from.bits() == 8 ? static_cast<std::int8_t>(weights[i])
                                          : static_cast<std::int8_t>((weights[i / 2] >> (i % 2 * 4) & 15) << 4) >> 4;
      row(tensor, 0)[i] = static_cast<float>(number) * step;
    }
    return tensor.size() == 0 || from.bits() == 8 ? 0 : step;
  }

  void slow_clock() {
    if (network_.shape.slow == 0) return;
    matrix(layout_.slow_projection, weights_.slow().projection);
    matrix(layout_.slow_recurrent, weights_.slow().recurrent);
    matrix(layout_.slow_waist, weights_.waist());
    matrix(layout_.slow_to_gates, weights_.to_gates());
    numbers(layout_.slow_bias, weights_.slow().bias, kGateUnit);
    numbers(layout_.slow_recurrent_bias, weights_.slow().recurrent_bias, kGateUnit);
    for (std::size_t i = 0; i < kSlowTables; ++i) {
      network_.steps_of_tables.slow_table[i] = table(layout_.slow_table[i], weights_.slow_table(i));
    }
    output_rows(layout_.slow_to_output, weights_.to_output());
  }

  /// `from`: (symbols)(columns or, of a vector, one number).
  void output_rows(const NetworkTensor& tensor, const std::vector<std::int16_t>& from) {
    const std::size_t columns = tensor.size() / kByteValues;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const std::uint8_t byte = weights_.alphabet().bytes()[i / columns];
      network_.parameters[tensor.begin + byte * columns + i % columns] = static_cast<float>(from[i]) / kOutputUnit;
    }
  }

  const NetworkWeights& weights_;
  NetworkLayout layout_;
  NetworkFile network_;
};

}  // namespace

NetworkFile dequantised(const NetworkWeights& weights) { return Dequantiser(weights).run(); }

}  // namespace pith
