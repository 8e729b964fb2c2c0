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
      projected_(weights.bias.size()) {}

void GatedUnit::end_step(std::span<const std::int32_t> inputs, const std::int8_t* embedded) {
  assert(inputs.size() == products_.size());
  const NetworkMatrix& projection = weights_.projection;
  kernels_.dot_i8(projection.tiles(), projection.row_sums(), embedded, projection.rows(), projection.columns(),
                  projected_.data());
  kernels_.update({.inputs = inputs.data(),
                   .projection = {.sums = projected_.data(), .scale = projection.scale()},
                   .recurrent = {.sums = products_.data(), .scale = weights_.recurrent.scale()},
                   .bias = weights_.recurrent_bias.data()},
                  units(), {.state = state_.data(), .activations = activations_.data(), .features = features_.data()});
}

}  // namespace pith
