#pragma once

#include <string>
#include <vector>

namespace pith {

/// What the inner loops of a part of this library are made of on this processor. Whichever they are, archives and models
/// are read and written the same; in training floats are rounded differently.
struct KernelChoice {
  std::string part;  ///< "mixer", "network", or "training" (of networks)
  std::string simd;  ///< "scalar", "neon", "avx2" or "avx512"
};

/// The choice of each part: the fastest that this build and this processor have, within what the environment variable
/// PITH_SIMD names, if it is set. Throws Error kUsage if it names what this processor lacks.
std::vector<KernelChoice> kernel_choices();

}  // namespace pith
