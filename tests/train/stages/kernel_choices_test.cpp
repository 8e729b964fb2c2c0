#include <doctest/doctest.h>

#include "base/kernels.h"
#include "pith/kernels.h"

namespace pith {

TEST_CASE("each part with kernels of its own tells which it uses, none beyond what PITH_SIMD allows") {
  const std::vector<KernelChoice> choices = kernel_choices();
  REQUIRE(choices.size() == 3);
  for (const KernelChoice& each : choices) {
    CAPTURE(each.part);
    bool known = false;
    for (const Simd simd : kAllSimd) known = known || (simd <= simd_limit() && each.simd == name_of(simd));
    CHECK(known);
  }
}

}  // namespace pith
