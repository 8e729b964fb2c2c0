#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/network/kernels.h"
#include "model/network/weights.h"
#include "model/text/text_state.h"

namespace pith {

/// The recurrent part of the network: what it makes of the text so far. With x what the gates read of the last byte and
/// its contexts, and u the recurrent products (units of 2^-12; products of gates are rounded):
///
///   r = sigmoid(x.r + u.r)    z = sigmoid(x.z + u.z)    n = tanh(x.n + r * clamp(u.n + bias))    h = n + z * (h - n)
class RnnCell {
 public:
  /// As before any text. `weights` outlives this.
  explicit RnnCell(const RnnWeights& weights);

  /// Reads the last byte of `text` and the contexts of the next.
  void step(const TextState& text);

  /// (hidden), in 2^-15.
  std::span<const std::int32_t> state() const { return state_; }

  /// (hidden, embedding), in units of 1/64, within +-RnnWeights::kActivationOne.
  std::span<const std::int16_t> features() const { return features_; }

 private:
  void embed(const RnnRows& rows);

  const RnnWeights& weights_;
  const RnnKernels& kernels_;
  std::vector<std::int32_t> state_;       // (hidden)
  std::vector<std::int8_t> activations_;  // (hidden), of state_
  std::vector<std::int8_t> embedded_;     // (embedding)
  std::vector<std::int16_t> features_;
  std::vector<std::int32_t> inputs_;  // (gates), in 2^-12
  std::vector<std::int32_t> sums_;    // (gates)
};

}  // namespace pith
