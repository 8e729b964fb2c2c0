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
  check.update(bytes_of(std::string("\xb6p\x83\x00\x55\x00\x02\x04hello", 13)));
  CHECK(block_check(member, 9, header, bytes_of("hello")) == static_cast<std::uint32_t>(check.digest()));
}

TEST_CASE("the check of a short member has 24 bits, and is over the whole identity of its model") {
  const MemberHeader member{.level = 3, .model_id = 0x1122334455667788};
  const BlockHeader header{.text_bytes = 5, .payload_bytes = 4, .last = true};
  Check check(0);
  check.update(bytes_of("\xb6p\xb3\x88\x77\x66\x55\x44\x33\x22\x11\x05\x08hello"));
  CHECK(block_check(member, 0, header, bytes_of("hello")) == (check.digest() & 0xffffff));
  MemberHeader other = member;
  other.model_id ^= 1;
  CHECK(block_check(other, 0, header, bytes_of("hello")) != (check.digest() & 0xffffff));
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
      block_check({.level = 3}, 1, {5, 4, false, true, 0, 1}, bytes_of("hello")),
      block_check({.level = 3, .streamed = true}, 1, {5, 4, false, true}, bytes_of("hello")),
      block_check({.level = 3, .streamed = true}, 1, {5, 4, false, true, 0, 0, true}, bytes_of("hello")),
      block_check({.level = 3, .like_bytes = 1, .like_id = 1}, 0, {5, 4, false, true}, bytes_of("hello")),
      block_check({.level = 3, .like_bytes = 1, .like_id = 2}, 0, {5, 4, false, true}, bytes_of("hello")),
      block_check({.level = 3, .like_bytes = 2, .like_id = 1}, 0, {5, 4, false, true}, bytes_of("hello")),
  };
  CHECK(checks.size() == 16);
}

}  // namespace pith
