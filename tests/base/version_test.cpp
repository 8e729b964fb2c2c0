#include "pith/version.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <string>

namespace pith {

TEST_CASE("the version is three numbers with dots between") {
  int major = -1, minor = -1, patch = -1;
  REQUIRE(std::sscanf(version(), "%d.%d.%d", &major, &minor, &patch) == 3);
  CHECK(std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch) == version());
}

}  // namespace pith
