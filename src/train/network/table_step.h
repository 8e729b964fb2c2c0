#pragma once

#include <vector>

#include "train/kernels/layout.h"

namespace pith {

/// The step that loses least of the weights of a table of 4 bits, which lie about normally around 0; a multiple of
/// NetworkTableSteps::kTableStep. 0 of a table without rows or with nothing in them.
float fitting_step(const std::vector<float>& parameters, const NetworkTensor& table);

}  // namespace pith
