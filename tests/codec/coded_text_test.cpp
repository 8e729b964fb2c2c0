#include "codec/coded_text.h"

#include <doctest/doctest.h>

#include "support/streams.h"
#include "support/texts.h"

namespace pith {

using test::bytes_of;
using test::string_of;

namespace {

std::string coded(const std::string& text) { return string_of(coded_text(bytes_of(text)).bytes); }

bool restorable(const std::string& bytes, std::uint32_t saved_bytes) {
  return restored_text({.bytes = bytes_of(bytes), .saved_bytes = saved_bytes}).has_value();
}

}  // namespace

TEST_CASE("a text is coded with the other line ends if that is shorter") {
  CHECK(coded("one\r\ntwo\r\nthree\n") == "one\ntwo\nthree\r\n");
  CHECK(coded_text(bytes_of("one\r\ntwo\r\nthree\n")).saved_bytes == 1);
}

TEST_CASE("a text is coded as it is if other line ends are longer, or as long") {
  for (const std::string text : {"", "no end", "one\ntwo\nthree\r\n", "one\ntwo\r\n", "\r\r\n", "\r"}) {
    CAPTURE(text);
    CHECK(coded(text) == text);
    CHECK(coded_text(bytes_of(text)).saved_bytes == 0);
  }
}

TEST_CASE("every shape of text is restored from its coded text, which is never longer") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    const CodedText coded = coded_text(bytes_of(shape.text));
    CHECK(coded.bytes.size() + coded.saved_bytes == shape.text.size());
    CHECK(restored_text(coded) == bytes_of(shape.text));
  }
}

TEST_CASE("blocks that are cut anywhere, also within a line end, are restored on their own") {
  const std::string text = "one\r\n\r\ntwo\r\r\nthree\n\rfour\r\n\n";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    CAPTURE(cut);
    for (const std::string& block : {text.substr(0, cut), text.substr(cut)}) {
      CHECK(restored_text(coded_text(bytes_of(block))) == bytes_of(block));
    }
  }
}

TEST_CASE("what no text is coded as is refused") {
  CHECK(restorable("one\ntwo\n", 0));
  CHECK(!restorable("one\r\ntwo\r\n", 0));  // would have been swapped
  CHECK(restorable("one\ntwo\n", 2));
  CHECK(!restorable("one\ntwo\n", 1));
  CHECK(!restorable("one\ntwo\n", 3));
  CHECK(!restorable("one\r\ntwo\r\n", 2));
  CHECK(!restorable("one\ntwo\r\n", 1));
  CHECK(!restorable("no end", 1));
  CHECK(!restorable("", 1));
  CHECK(!restorable("one\n", UINT32_MAX));
}

}  // namespace pith
