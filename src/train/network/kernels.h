#pragma once

#include <cstddef>
#include <cstdint>

#include "model/network/shape.h"

namespace pith {

/// A window of text in several streams side by side: (steps)(streams).
struct RnnWindow {
  std::size_t steps = 0;
  std::size_t streams = 0;
  const std::uint8_t* bytes = nullptr;  ///< read before the target; 0 where a text begins
  const RnnRows* rows = nullptr;        ///< of the contexts of the target
  const std::uint8_t* targets = nullptr;
  const float* keep = nullptr;  ///< 0 where a text begins, else 1
  /// What activations are rounded to multiples of before they are multiplied, as the integer network does. The gradient
  /// passes as if they were not (Bengio et al. 2013). 0 = not rounded.
  float activation_step = 0;
};

/// How far Adam (Kingma, Ba 2014) goes in one step.
struct AdamStep {
  float rate = 0;            ///< with the correction of both moments' bias
  float gradient_scale = 1;  ///< what the gradient is multiplied by first
  float epsilon = 1e-8F;     ///< likewise corrected
  float keep = 1;            ///< what parameters are multiplied by
  static constexpr float kKeepFirst = 0.9F;
  static constexpr float kKeepSecond = 0.99F;
};

/// The inner loops of training in float. There is a set for each kind of processor; they differ in rounding.
struct TrainingKernels {
  /// Truncated backpropagation through time: reads the window from `state`, (streams)(hidden), which moves on, and adds
  /// the gradient of the cost to `gradient`. Returns the cost, in nats, of all targets. `work`: workspace_floats().
  double (*learn)(const RnnShape& shape, const float* parameters, const RnnWindow& window, float* state,
                  float* gradient, float* work);

  /// The cost alone.
  double (*measure)(const RnnShape& shape, const float* parameters, const RnnWindow& window, float* state, float* work);

  /// Moves `count` parameters and their moments. The gradient becomes 0.
  void (*adam)(const AdamStep& step, std::size_t count, float* parameters, float* gradient, float* first,
               float* second);

  /// into += from.
  void (*add)(std::size_t count, const float* from, float* into);
  double (*sum_of_squares)(std::size_t count, const float* values);
};

std::size_t workspace_floats(const RnnShape& shape, std::size_t steps, std::size_t streams);

}  // namespace pith
