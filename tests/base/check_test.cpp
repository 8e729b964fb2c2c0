#include "base/check.h"

#include <doctest/doctest.h>

#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

std::uint64_t check_of(const std::string& text, std::uint64_t seed) {
  Check check(seed);
  check.update(test::bytes_of(text));
  return check.digest();
}

}  // namespace

TEST_CASE("the check is XXH3-64 as its authors define it") {
  CHECK(check_of("", 0) == 0x2d06800538d394c2U);
  CHECK(check_of("", 0x9e3779b185ebca8dU) == 0xa8a6b918b2f0364aU);
}

TEST_CASE("the check does not depend on how the bytes are cut") {
  const std::string text = test::random_text(2000, 4);
  const Bytes bytes = test::bytes_of(text);
  const std::uint64_t whole = check_of(text, 7);
  for (std::size_t piece = 1; piece <= bytes.size(); piece += 1 + piece / 3) {
    Check check(7);
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      check.update(ByteView(bytes).subspan(at, std::min(piece, bytes.size() - at)));
    }
    CHECK(check.digest() == whole);
  }
}

TEST_CASE("the check depends on the seed and on every bit") {
  const std::string text = test::random_text(300, 5);
  const std::uint64_t check = check_of(text, 0);
  CHECK(check_of(text, 1) != check);
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    std::string flipped = text;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    CHECK(check_of(flipped, 0) != check);
  }
}

}  // namespace pith
