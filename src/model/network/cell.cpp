#include "model/network/cell.h"

#include <algorithm>

namespace pith {

RnnCell::RnnCell(const RnnWeights& weights)
    : weights_(weights),
      kernels_(rnn_kernels()),
      state_(weights.shape().hidden),
      activations_(weights.shape().hidden),
      embedded_(weights.shape().embedding),
      features_(weights.shape().features()),
      inputs_(weights.shape().gates()),
      sums_(weights.shape().gates()) {}

void RnnCell::step(const TextState& text) {
  const RnnShape& shape = weights_.shape();
  const std::size_t gates = shape.gates();
  const RnnRows rows = rnn_rows(shape, text);
  embed(rows);
  kernels_.inputs(weights_.bias(), weights_.byte_row(text.byte(1)), weights_.byte_scale(), weights_.bigram_row(rows[0]),
                  weights_.bigram_scale(), gates, inputs_.data());
  kernels_.dot_i8(weights_.projection(), weights_.projection_sums(), embedded_.data(), gates, shape.embedding,
                  sums_.data());
  kernels_.add_scaled(sums_.data(), weights_.projection_scale(), gates, inputs_.data());
  kernels_.dot_i8(weights_.recurrent(), weights_.recurrent_sums(), activations_.data(), gates, shape.hidden,
                  sums_.data());
  kernels_.update(inputs_.data(), {.sums = sums_.data(), .scale = weights_.recurrent_scale()},
                  weights_.recurrent_bias(), shape.hidden,
                  {.state = state_.data(), .activations = activations_.data(), .features = features_.data()});
}

void RnnCell::embed(const RnnRows& rows) {
  const std::size_t numbers = embedded_.size();
  static_assert(kRnnEmbedded == 3);
  const std::int8_t* a = weights_.embedding_row(0, rows[1]);
  const std::int8_t* b = weights_.embedding_row(1, rows[2]);
  const std::int8_t* c = weights_.embedding_row(2, rows[3]);
  constexpr std::int16_t kOne = RnnWeights::kActivationOne;
  std::int16_t* shown = features_.data() + state_.size();
  for (std::size_t i = 0; i < numbers; ++i) {
    const auto sum = static_cast<std::int16_t>(a[i] + b[i] + c[i]);
    shown[i] = std::clamp(sum, static_cast<std::int16_t>(-kOne), kOne);
  }
  for (std::size_t i = 0; i < numbers; ++i) embedded_[i] = static_cast<std::int8_t>(shown[i]);
}

}  // namespace pith
