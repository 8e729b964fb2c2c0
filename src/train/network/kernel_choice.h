#pragma once

#include "base/kernels.h"
#include "train/network/kernels.h"

namespace pith {

/// All training kernels, made at the first call. Those called scalar have what the compiler makes of plain loops.
const KernelFamily<TrainingKernels>& training_kernel_family();

/// Those that this process uses.
inline const TrainingKernels& training_kernels() { return *training_kernel_family().chosen().kernels; }

}  // namespace pith
