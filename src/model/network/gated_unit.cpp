#include "model/network/gated_unit.h"

#include <array>
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

void GatedUnit::begin_steps(std::span<GatedUnit* const> units) {
  assert(units.size() <= kMostTogether);
  if (units.empty()) return;
  std::array<ProductOf<std::int8_t>, kMostTogether> products{};
  for (std::size_t i = 0; i < units.size(); ++i) {
    products[i] = {.x = units[i]->activations_.data(), .out = units[i]->products_.data()};
  }
  const GatedUnit& any = *units.front();
  multiply_many(any.weights_.recurrent, any.kernels_, std::span(products).first(units.size()));
}

void GatedUnit::project(std::span<const Embedded> units) {
  assert(units.size() <= kMostTogether);
  std::array<ProductOf<std::int8_t>, kMostTogether> products{};
  for (std::size_t i = 0; i < units.size(); ++i) {
    products[i] = {.x = units[i].embedded, .out = units[i].unit->projected_.data()};
  }
  const GatedUnit& any = *units.front().unit;
  multiply_many(any.weights_.projection, any.kernels_, std::span(products).first(units.size()));
}

void GatedUnit::end_step(std::span<const std::int32_t> inputs, const std::int8_t* embedded) {
  const NetworkMatrix& projection = weights_.projection;
  kernels_.dot_i8(projection.tiles(), projection.row_sums(), embedded, projection.rows(), projection.columns(),
                  projected_.data());
  conclude(inputs);
}

void GatedUnit::conclude(std::span<const std::int32_t> inputs) {
  assert(inputs.size() == products_.size());
  kernels_.update({.inputs = inputs.data(),
                   .projection = {.sums = projected_.data(), .scale = weights_.projection.scale()},
                   .recurrent = {.sums = products_.data(), .scale = weights_.recurrent.scale()},
                   .bias = weights_.recurrent_bias.data()},
                  units(), {.state = state_.data(), .activations = activations_.data(), .features = features_.data()});
}

}  // namespace pith
