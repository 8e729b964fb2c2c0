#include "model/network/gated_unit.h"

#include <cassert>

namespace pith {

GatedUnit::GatedUnit(const GatedUnitWeights& weights, const RnnKernels& kernels)
    : weights_(weights),
      kernels_(kernels),
      state_(weights.recurrent_bias.size()),
      activations_(state_.size()),
      features_(state_.size()),
      products_(weights.bias.size()),
      sums_(weights.bias.size()) {}

void GatedUnit::end_step(std::span<std::int32_t> inputs, const std::int8_t* embedded) {
  assert(inputs.size() == products_.size());
  const NetworkMatrix& projection = weights_.projection;
  kernels_.dot_i8(projection.weights(), projection.row_sums(), embedded, projection.rows(), projection.columns(),
                  sums_.data());
  kernels_.add_scaled(sums_.data(), projection.scale(), projection.rows(), inputs.data());
  kernels_.update(inputs.data(), {.sums = products_.data(), .scale = weights_.recurrent.scale()},
                  weights_.recurrent_bias.data(), units(),
                  {.state = state_.data(), .activations = activations_.data(), .features = features_.data()});
}

}  // namespace pith
