#include "model/rnn_cell.h"

#include <algorithm>

#include "model/rnn_functions.h"

namespace pith {

namespace {

constexpr std::int32_t kProductLimit = 65535;  // 32767 * 65535 + 2^14 < 2^31
static_assert(std::int64_t{32767} * kProductLimit + (1 << 14) <= INT32_MAX);
static_assert(std::int64_t{32767} * (2 * 32767) + (1 << 14) <= INT32_MAX);

/// a * b with b in 2^-15.
std::int32_t scaled(std::int32_t a, std::int32_t b) { return (a * b + (1 << 14)) >> 15; }

/// From units of 2^-15 to 1/64.
std::int32_t activation(std::int32_t h) { return (h + 256) >> 9; }

}  // namespace

RnnCell::RnnCell(const RnnWeights& weights)
    : weights_(weights),
      dots_(rnn_dots()),
      state_(weights.shape().hidden),
      activations_(weights.shape().hidden),
      embedded_(weights.shape().embedding),
      features_(weights.shape().features()),
      inputs_(weights.shape().gates()),
      recurrent_(weights.shape().gates()),
      sums_(weights.shape().gates()) {}

void RnnCell::step(const TextState& text) {
  const RnnShape& shape = weights_.shape();
  const std::size_t gates = shape.gates();
  const RnnRows rows = rnn_rows(shape, text);
  embed(rows);
  dots_.inputs(weights_.bias(), weights_.byte_row(text.byte(1)), weights_.byte_scale(), weights_.bigram_row(rows[0]),
               weights_.bigram_scale(), gates, inputs_.data());
  dots_.bytes(weights_.projection(), weights_.projection_sums(), embedded_.data(), gates, shape.embedding,
              sums_.data());
  dots_.add_scaled(sums_.data(), weights_.projection_scale(), gates, inputs_.data());
  dots_.bytes(weights_.recurrent(), weights_.recurrent_sums(), activations_.data(), gates, shape.hidden, sums_.data());
  std::ranges::fill(recurrent_, 0);
  dots_.add_scaled(sums_.data(), weights_.recurrent_scale(), gates, recurrent_.data());
  update_state();
}

void RnnCell::embed(const RnnRows& rows) {
  const std::size_t numbers = embedded_.size();
  static_assert(kRnnEmbedded == 3);
  const std::int8_t* a = weights_.embedding_row(0, rows[1]);
  const std::int8_t* b = weights_.embedding_row(1, rows[2]);
  const std::int8_t* c = weights_.embedding_row(2, rows[3]);
  for (std::size_t i = 0; i < numbers; ++i) {
    const int sum = std::clamp(a[i] + b[i] + c[i], -RnnWeights::kActivationOne, RnnWeights::kActivationOne);
    embedded_[i] = static_cast<std::int8_t>(sum);
    features_[state_.size() + i] = static_cast<std::int16_t>(sum);
  }
}

void RnnCell::update_state() {
  const std::size_t hidden = state_.size();
  const std::int32_t* bias = weights_.recurrent_bias();
  for (std::size_t i = 0; i < hidden; ++i) {
    const std::int32_t r = rnn_sigmoid(inputs_[i] + recurrent_[i]);
    const std::int32_t z = rnn_sigmoid(inputs_[hidden + i] + recurrent_[hidden + i]);
    const std::int32_t product = std::clamp(recurrent_[2 * hidden + i] + bias[i], -kProductLimit, kProductLimit);
    const std::int32_t n = rnn_tanh(inputs_[2 * hidden + i] + scaled(product, r));
    const std::int32_t h = n + scaled(state_[i] - n, z);
    state_[i] = h;
    activations_[i] = static_cast<std::int8_t>(activation(h));
    features_[i] = activations_[i];
  }
}

}  // namespace pith
