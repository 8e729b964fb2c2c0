#pragma once

#include <cstddef>
#include <cstdint>

#include "model/network/dimensions.h"
#include "train/kernels/room.h"
#include "train/kernels/window.h"

namespace pith {

/// What the kernels are told of a network, beside the window.
struct NetworkPass {
  const NetworkShape* shape = nullptr;
  const float* parameters = nullptr;  ///< (NetworkLayout::size())
  NetworkRounding rounding;
  float* state = nullptr;       ///< (streams)(hidden), moves on
  float* slow_state = nullptr;  ///< (streams)(slow), moves on too
};

/// How far Adam (Kingma, Ba 2014) goes in one step.
struct AdamStep {
  float rate = 0;            ///< with the correction of both moments' bias
  float gradient_scale = 1;  ///< what the gradient is multiplied by first
  float epsilon = 1e-8F;     ///< with the same correction
  float keep = 1;            ///< what parameters are multiplied by
  static constexpr float kKeepFirst = 0.9F;
  static constexpr float kKeepSecond = 0.99F;
};

/// How far Muon (Jordan et al. 2024) goes in one step.
struct MuonStep {
  float rate = 0;            ///< of each number, about
  float gradient_scale = 1;  ///< what the gradient is multiplied by first
  float keep = 1;            ///< what parameters are multiplied by
  static constexpr float kKeepMomentum = 0.95F;
};

/// A matrix that Muon moves, row by row.
struct MuonMatrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  float* parameters = nullptr;
  float* gradient = nullptr;  ///< becomes 0
  float* momentum = nullptr;
  float* work = nullptr;  ///< muon_work(rows, columns)
};

std::size_t muon_work(std::size_t rows, std::size_t columns);

/// The inner loops of training in float. There is a set for each kind of processor; they differ in rounding.
struct TrainingKernels {
  /// Truncated backpropagation through time: reads the window, and adds the gradient of the cost to `gradient`. Returns
  /// the cost, in nats, of all targets.
  double (*learn)(const NetworkPass& pass, const NetworkWindow& window, const NetworkRoom& room, float* gradient);

  /// The cost alone.
  double (*measure)(const NetworkPass& pass, const NetworkWindow& window, const NetworkRoom& room);

  /// Moves `count` parameters and their moments. The gradient becomes 0.
  void (*adam)(const AdamStep& step, std::size_t count, float* parameters, float* gradient, float* first,
               float* second);

  /// Moves a matrix by the nearest orthogonal one to its momentum, which five steps of Newton and Schulz approach.
  void (*muon)(const MuonStep& step, const MuonMatrix& matrix);

  /// into += from.
  void (*add)(std::size_t count, const float* from, float* into);
  /// into += part * (from - into).
  void (*approach)(std::size_t count, float part, const float* from, float* into);
  double (*sum_of_squares)(std::size_t count, const float* values);
};

}  // namespace pith
