#pragma once

#include "base/aligned_vector.h"

namespace pith {

/// Eigen sums in an order that depends on where numbers lie, so what is to be the same in each run must lie alike.
using AlignedFloats = AlignedVector<float>;

}  // namespace pith
