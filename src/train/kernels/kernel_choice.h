#pragma once

#include "base/kernels.h"
#include "train/kernels/kernels.h"

namespace pith {

/// All training kernels, made at the first call. Those called scalar have what the compiler makes of plain loops.
const KernelFamily<TrainingKernels>& training_kernel_family();

/// Whether kernels of that kind can train such a network.
bool can_train(Simd simd, const NetworkShape& shape);

/// Those that this process uses for such a network.
const TrainingKernels& training_kernels(const NetworkShape& shape);

}  // namespace pith
