#include "format/archives/block_check.h"

#include <doctest/doctest.h>

#include <set>

#include "base/check.h"
#include "support/streams.h"

namespace pith {

using test::bytes_of;

TEST_CASE("the check is the low half of XXH3-64 over the headers as written and the text, seeded by the number") {
  const MemberHeader member{.level = 3};
  const BlockHeader header{.text_bytes = 5, .payload_bytes = 4, .last = true, .saved_bytes = 2};
  Check check(9);
  check.update(bytes_of("\xb6pth\x01\x03\x2d\x02\x04hello"));
  CHECK(block_check(member, 9, header, bytes_of("hello")) == static_cast<std::uint32_t>(check.digest()));
}

TEST_CASE("the check depends on everything that it is over") {
  const std::set<std::uint32_t> checks = {
      block_check({.level = 3}, 0, {5, 4, false, true}, bytes_of("hello")),
      block_check({.level = 4}, 0, {5, 4, false, true}, bytes_of("hello")),
      block_check({.level = 3, .model_id = 1}, 0, {5, 4, false, true}, bytes_of("hello")),
      block_check({.level = 3}, 1, {5, 4, false, true}, bytes_of("hello")),
      block_check({.level = 3}, 0, {5, 3, false, true}, bytes_of("hello")),
      block_check({.level = 3}, 0, {5, 5, true, true}, bytes_of("hello")),
      block_check({.level = 3}, 0, {5, 4, false, false}, bytes_of("hello")),
      block_check({.level = 3}, 0, {5, 4, false, true}, bytes_of("Hello")),
      block_check({.level = 3}, 0, {5, 4, false, true, 1}, bytes_of("hello")),
      block_check({.level = 3}, 0, {5, 4, false, true, 2}, bytes_of("hello")),
  };
  CHECK(checks.size() == 10);
}

}  // namespace pith
