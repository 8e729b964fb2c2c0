#include "stats/measure/text_counter.h"

#include <doctest/doctest.h>

#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

TextCounter counted(const std::string& text) {
  TextCounter counter;
  counter.add(test::bytes_of(text));
  return counter;
}

}  // namespace

TEST_CASE("an empty text has no bytes, characters or words") {
  CHECK(counted("").bytes() == 0);
  CHECK(counted("").characters() == 0);
  CHECK(counted("").words() == 0);
}

TEST_CASE("a character is a code point, however many bytes it takes") {
  CHECK(counted("abc").characters() == 3);
  CHECK(counted("Größe").characters() == 5);
  CHECK(counted("日本語").characters() == 3);
  CHECK(counted("🙂🚀").characters() == 2);
  CHECK(counted("🙂🚀").bytes() == 8);
  CHECK(counted("a\r\nb").characters() == 4);
}

TEST_CASE("bytes that begin no code point still have a count") {
  CHECK(counted("\x80\xbf").characters() == 0);
  CHECK(counted("\xff\xfe").characters() == 2);
  CHECK(counted(test::every_byte()).characters() == 256 - 64);
}

TEST_CASE("a word is what stands between white space") {
  CHECK(counted("one").words() == 1);
  CHECK(counted("one two").words() == 2);
  CHECK(counted("  one\t\ttwo\r\nthree\v\f ").words() == 3);
  CHECK(counted(" \t\r\n\v\f").words() == 0);
  CHECK(counted("don't, Größe-日本語").words() == 2);
  CHECK(counted(std::string("a\0b", 3)).words() == 1);
  CHECK(counted("no-break\u00a0space").words() == 1);
}

TEST_CASE("counts do not depend on how a text is cut") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    const TextCounter whole = counted(shape.text);
    const Bytes bytes = test::bytes_of(shape.text);
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 100U}) {
      TextCounter counter;
      for (std::size_t at = 0; at < bytes.size(); at += piece) {
        counter.add(ByteView(bytes).subspan(at, std::min(piece, bytes.size() - at)));
      }
      CHECK(counter.bytes() == whole.bytes());
      CHECK(counter.characters() == whole.characters());
      CHECK(counter.words() == whole.words());
    }
  }
}

}  // namespace pith
