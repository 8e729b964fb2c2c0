#pragma once

#include <string>
#include <vector>

#include "pith/export.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// The instructions that the inner loops of one part of this library use on this processor. Archives do not depend on
/// them, nor what is read from models; only the training of a network rounds floats differently with each.
struct KernelChoice {
  std::string part;  ///< "mixer", "network", or "training" (of networks)
  std::string simd;  ///< "scalar", "neon", "simd128", "avx2" or "avx512"
};

/// The choice of each part: the fastest that this build and this processor have, within what the environment variable
/// PITH_SIMD names, if it is set. Throws Error kUsage if it names what this processor lacks.
std::vector<KernelChoice> kernel_choices();

}  // namespace pith
