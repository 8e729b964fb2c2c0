#pragma once

#include <vector>

#include "train/network/kernels.h"

namespace pith {

/// Those that this processor runs, the slowest first.
std::vector<const RnnKernels*> all_rnn_kernels();

/// The fastest that this processor runs.
const RnnKernels& rnn_kernels();

}  // namespace pith
