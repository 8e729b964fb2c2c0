#pragma once

#include <cstdint>
#include <span>

#include "base/aligned_vector.h"
#include "model/network/network_weights.h"
#include "model/network_kernels/kernels.h"
#include "model/network_kernels/many_products.h"

namespace pith {

/// A gated recurrent unit (Cho et al. 2014) whose reset gate acts after the recurrent product, as in cuDNN and PyTorch.
/// With x what its gates read and v the recurrent products, both in units of 2^-12:
///
///   r = sigmoid(x.r + v.r)    z = sigmoid(x.z + v.z)    n = tanh(x.n + r * clamp(v.n + bias))    h = n + z * (h - n)
class GatedUnit {
 public:
  /// As before any text. `weights` outlives this.
  GatedUnit(const GatedUnitWeights& weights, const RnnKernels& kernels);

  /// Multiplies the activations; comes first, as it waits for nothing that is read.
  void begin_step() {
    kernels_.dot_i8(weights_.recurrent.tiles(), weights_.recurrent.row_sums(), activations_.data(),
                    weights_.recurrent.rows(), units(), products_.data());
  }

  /// begin_step() of several units of the same weights. REQUIRES: units.size() <= kMostTogether.
  static void begin_steps(std::span<GatedUnit* const> units);
  static constexpr std::size_t kMostTogether = kMostProducts;

  /// A unit, and the embedding that it reads: (embedding), within +-kActivationOne.
  struct Embedded {
    GatedUnit* unit;
    const std::int8_t* embedded;
  };

  /// The rest of their step but for conclude().
  static void project(std::span<const Embedded> units);

  /// With begin_steps() and project(): the rest of a step. `inputs` as in end_step().
  void conclude(std::span<const std::int32_t> inputs);

  /// The rest of the step. `inputs`: (gates), what the gates read but for the embedding.
  /// `embedded`: (embedding), within +-kActivationOne.
  void end_step(std::span<const std::int32_t> inputs, const std::int8_t* embedded);

  std::size_t units() const { return state_.size(); }
  std::span<const std::int32_t> state() const { return state_; }             ///< (units), in 2^-15
  std::span<const std::int8_t> activations() const { return activations_; }  ///< (units), in units of 1/64
  std::span<const std::int16_t> features() const { return features_; }       ///< the same

  /// Lets `change` move the state, a span as state() gives it, within +-32767, and brings what follows from it up to
  /// date.
  template <typename Change>
  void change_state(Change change) {
    change(std::span(state_));
    for (std::size_t i = 0; i < units(); ++i) {
      features_[i] = static_cast<std::int16_t>((state_[i] + 256) >> 9);
      activations_[i] = static_cast<std::int8_t>(features_[i]);
    }
  }

  /// As NetworkCell::each_number().
  template <typename Self, typename Visit>
  static void each_number(Self& self, Visit& visit) {
    visit(self.state_, 32767);
    visit(self.activations_, kActivationOne);
    visit(self.features_, kActivationOne);
  }

 private:
  const GatedUnitWeights& weights_;
  const RnnKernels& kernels_;
  AlignedVector<std::int32_t> state_;
  AlignedVector<std::int8_t> activations_;
  AlignedVector<std::int16_t> features_;
  AlignedVector<std::int32_t> products_;   // (gates), of the activations
  AlignedVector<std::int32_t> projected_;  // (gates), of what is embedded
};

}  // namespace pith
