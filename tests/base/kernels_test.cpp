#include "base/kernels.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "support/environment.h"
#include "support/errors.h"

namespace pith {

namespace {

struct Toy {
  int number;
};
constexpr Toy kScalarToy = {0};
constexpr Toy kNeonToy = {1};
constexpr Toy kAvx2Toy = {2};

using Toys = KernelFamily<Toy>;

Toys all_toys() { return {{Simd::kScalar, &kScalarToy}, {Simd::kNeon, &kNeonToy}, {Simd::kAvx2, &kAvx2Toy}}; }

}  // namespace

TEST_CASE("the kernels that run here are those that the build and the processor have, the scalar ones first") {
  const Toys toys = all_toys();
  REQUIRE_FALSE(toys.usable().empty());
  CHECK(toys.usable().front().kernels == &kScalarToy);
  for (const Toys::Variant& each : toys.usable()) CHECK(processor_has(each.simd));
  const Toys without = {{Simd::kScalar, &kScalarToy}, {Simd::kNeon, nullptr}, {Simd::kAvx2, nullptr}};
  CHECK(without.usable().size() == 1);
}

TEST_CASE("a limit is kept: the fastest kernels up to it are taken, those of a family that lacks it from below") {
  const Toys toys = all_toys();
  CHECK(toys.fastest(Simd::kScalar).simd == Simd::kScalar);
  for (const Simd limit : kAllSimd) CHECK(toys.fastest(limit).simd <= limit);
  CHECK(toys.fastest(Simd::kAvx512).simd == toys.usable().back().simd);
}

TEST_CASE("PITH_SIMD forces the kernels by name") {
  for (const Simd simd : kAllSimd) {
    if (!processor_has(simd)) continue;
    const test::Environment forced("PITH_SIMD", std::string(name_of(simd)));
    CHECK(simd_limit() == simd);
    const Toys toys = all_toys();
    CHECK(toys.chosen().kernels == toys.fastest(simd).kernels);
  }
}

TEST_CASE("without PITH_SIMD the best is chosen that the processor has") {
  for (const std::optional<std::string>& none : {std::optional<std::string>(), std::optional<std::string>("")}) {
    const test::Environment unset("PITH_SIMD", none);
    for (const Simd simd : kAllSimd) CHECK((simd <= simd_limit() || !processor_has(simd)));
    CHECK(processor_has(simd_limit()));
  }
}

TEST_CASE("a PITH_SIMD that names no instructions of this processor is refused, with the names it has") {
  const auto error = [](const char* wish) {
    const test::Environment forced("PITH_SIMD", wish);
    return test::message_of([] { simd_limit(); });
  };
  CHECK(error("sse9").find("PITH_SIMD is 'sse9'; this processor has scalar") != std::string::npos);
  for (const Simd simd : kAllSimd) {
    if (!processor_has(simd)) CHECK(error(name_of(simd).data()).find("this processor has scalar") != std::string::npos);
  }
}

}  // namespace pith
