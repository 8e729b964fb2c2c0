#include "codec/line_ends.h"

#include <doctest/doctest.h>

#include "base/random.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

std::string swapped(const std::string& text) { return test::string_of(swap_line_ends(test::bytes_of(text))); }

/// What must hold for any text.
void check_swap(const std::string& text) {
  CAPTURE(text);
  const std::string other = swapped(text);
  CHECK(swapped(other) == text);
  const std::int64_t saved_bytes = bytes_saved_by_swap(test::bytes_of(text));
  CHECK(saved_bytes == static_cast<std::int64_t>(text.size()) - static_cast<std::int64_t>(other.size()));
  CHECK(bytes_saved_by_swap(test::bytes_of(other)) == -saved_bytes);
}

/// The text whose letters are the digits of `number` to the base 3.
std::string text_of_digits(std::size_t length, unsigned number) {
  std::string text;
  for (std::size_t i = 0; i < length; ++i, number /= 3) {
    text += "\r\na"[number % 3];
  }
  return text;
}

}  // namespace

TEST_CASE("swapping takes a carriage return from an end of line, or puts one there") {
  CHECK(swapped("one\r\ntwo\r\n") == "one\ntwo\n");
  CHECK(swapped("one\ntwo\n") == "one\r\ntwo\r\n");
  CHECK(swapped("one\r\ntwo\nthree") == "one\ntwo\r\nthree");
  CHECK(swapped("\n\n\r\n") == "\r\n\r\n\n");
}

TEST_CASE("swapping leaves all but single line ends as it is") {
  CHECK(swapped("").empty());
  CHECK(swapped("no end") == "no end");
  CHECK(swapped("old\rMac\r") == "old\rMac\r");
  CHECK(swapped("\r\r\n") == "\r\r\n");
  CHECK(swapped("twice\r\r\nthrice\r\r\r\n") == "twice\r\r\nthrice\r\r\r\n");
  CHECK(swapped("\n\r") == "\r\n\r");
  CHECK(swapped("\t\n\v\f\r") == "\t\r\n\v\f\r");
}

TEST_CASE("swapping twice gives every short text again") {
  unsigned texts = 1;
  for (std::size_t length = 0; length <= 8; ++length, texts *= 3) {
    for (unsigned number = 0; number < texts; ++number) {
      check_swap(text_of_digits(length, number));
    }
  }
}

TEST_CASE("swapping twice gives every random text again") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::string text(random.below(400), '\0');
    const std::uint32_t kinds = 3 + random.below(5);  // the more of them, the longer the lines
    for (char& byte : text) {
      byte = "\r\nabcdef"[random.below(kinds)];
    }
    check_swap(text);
  }
}

TEST_CASE("swapping twice gives every shape of text again") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    check_swap(shape.text);
  }
}

TEST_CASE("what swapping saves is the lines that end in CRLF less those that end in LF") {
  CHECK(bytes_saved_by_swap({}) == 0);
  CHECK(bytes_saved_by_swap(test::bytes_of("a\r\nb\r\n")) == 2);
  CHECK(bytes_saved_by_swap(test::bytes_of("a\nb\nc\n")) == -3);
  CHECK(bytes_saved_by_swap(test::bytes_of("a\nb\r\n")) == 0);
  CHECK(bytes_saved_by_swap(test::bytes_of("a\r\r\n\r")) == 0);
}

}  // namespace pith
