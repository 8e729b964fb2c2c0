#include "model/bits/logistic.h"

#include <doctest/doctest.h>

#include <cstdlib>

#include "base/bytes.h"
#include "base/check.h"

namespace pith {

namespace {

template <typename Table>
std::uint64_t digest(const Table& table) {
  Bytes bytes;
  for (const auto entry : table) {
    append_little_endian(bytes, static_cast<std::uint16_t>(entry));
  }
  Check check(0);
  check.update(bytes);
  return check.digest();
}

}  // namespace

TEST_CASE("the tables are those that every archive was coded with") {
  CHECK(digest(logistic::kStretch) == 0xc2156361462b722aU);
  CHECK(digest(logistic::kSquash) == 0x2dbbf1504163d837U);
}

TEST_CASE("stretch rises with the probability and is odd about one half") {
  int falls = 0;
  int lopsided = 0;
  for (std::uint32_t p = 0; p <= 65535; ++p) {
    falls += p > 0 && stretch(p) < stretch(p - 1) ? 1 : 0;
    lopsided += stretch(p) != -stretch(65535 - p) ? 1 : 0;
  }
  CHECK(falls == 0);
  CHECK(lopsided == 0);
  CHECK(stretch(0) == -kMaxStretch);
  CHECK(stretch(65535) == kMaxStretch);
  CHECK(kMaxStretch <= kSquashLimit);
}

TEST_CASE("squash rises, and what it takes from a 1 it gives to a 0") {
  int falls = 0;
  int lopsided = 0;
  for (int x = -kSquashLimit; x <= kSquashLimit; ++x) {
    falls += squash(x) < squash(x - 1) ? 1 : 0;
    lopsided += squash(x) + squash(-x) != 65536 ? 1 : 0;
  }
  CHECK(falls == 0);
  CHECK(lopsided == 0);
  CHECK(squash(0) == 32768);
}

TEST_CASE("squash stays short of certainty however far it is driven") {
  for (const int x : {kSquashLimit, kSquashLimit + 1, 1 << 20, INT32_MAX}) {
    CAPTURE(x);
    CHECK(squash(x) == squash(kSquashLimit));
    CHECK(squash(-x) == squash(-kSquashLimit));
  }
  CHECK(squash(kSquashLimit) == 65535);
  CHECK(squash(-kSquashLimit) == 1);
  CHECK(squash(INT32_MIN) == 1);
}

TEST_CASE("squash undoes stretch") {
  int far = 0;
  for (int p = 0; p <= 65535; ++p) {
    // Half a cell of stretch's table, and half a unit of its result at the slope p (1 - p) / 256.
    const int tolerance = 10 + static_cast<int>((std::int64_t{p} * (65536 - p)) >> 25);
    const int back = static_cast<int>(squash(stretch(static_cast<std::uint32_t>(p))));
    far += std::abs(back - p) > tolerance ? 1 : 0;
  }
  CHECK(far == 0);
}

}  // namespace pith
