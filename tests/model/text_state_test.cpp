#include "model/text_state.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace pith {

namespace {

TextState after(const std::string& text) {
  Window window(4096);
  TextState state;
  for (const char byte : text) {
    state.update(window, static_cast<std::uint8_t>(byte));
    window.push(static_cast<std::uint8_t>(byte));
  }
  return state;
}

}  // namespace

TEST_CASE("the last eight bytes are known in their order") {
  CHECK(after("").last8() == 0);
  CHECK(after("abcdefghij").last8() == 0x636465666768696aU);
  CHECK(after("xyz").byte(1) == 'z');
  CHECK(after("xyz").byte(3) == 'x');
  CHECK(after("xyz").byte(4) == 0);
}

TEST_CASE("a word is its letters since the last other byte, in either case") {
  CHECK(after("river").word() == after("the RiVer").word());
  CHECK(after("river").word() == after("1river").word());
  CHECK(after("river").word() != after("rive").word());
  CHECK(after("river").word() != after("viver").word());
  CHECK(after("river ").word() == 0);
  CHECK(after("river7").word() == 0);
  CHECK(after("").word() == 0);
}

TEST_CASE("the bytes of other scripts are letters") {
  CHECK(after("größe").word() != after("gr").word());
  CHECK(after("größe").word() != after("e").word());
  CHECK(after("größe").word_before() == 0);
  CHECK(after("ein größe").word() == after("größe").word());
}

TEST_CASE("the two words before are known, whatever stands between them") {
  const TextState state = after("low water, and -- 12 mud");
  CHECK(state.word() == after("mud").word());
  CHECK(state.word_before() == after("and").word());
  CHECK(state.word_before_that() == after("water").word());
  const TextState between = after("low water, and ...");
  CHECK(between.word() == 0);
  CHECK(between.word_before() == after("and").word());
  CHECK(between.word_before_that() == after("water").word());
}

TEST_CASE("the column counts bytes since the line began, up to a limit") {
  CHECK(after("").column() == 0);
  CHECK(after("abc").column() == 3);
  CHECK(after("abc\n").column() == 0);
  CHECK(after("abc\r\nd").column() == 1);
  const std::string line(TextState::kMaxColumn, 'x');
  CHECK(after(line).column() == TextState::kMaxColumn);
  CHECK(after(line + line).column() == TextState::kMaxColumn);
}

TEST_CASE("the byte above is that of the line before in the column of the next byte") {
  CHECK(after("abc").above() == 0);
  CHECK(after("abc\n").above() == 'a');
  CHECK(after("abc\nxy").above() == 'c');
  CHECK(after("abc\nxyz").above() == '\n');
  CHECK(after("abc\nxyz ").above() == 0);
  CHECK(after("abc\n\n").above() == '\n');
  CHECK(after("\n").above() == '\n');
  CHECK(after("first\nabc\nx").above() == 'b');
  CHECK(after("first\nabc\nxyz++").above() == 0);
}

TEST_CASE("the byte above is known beyond the last column") {
  std::string line;
  for (int i = 0; i < 600; ++i) {
    line += static_cast<char>('a' + i % 26);
  }
  CHECK(after(line + "\n" + line.substr(0, 500)).above() == static_cast<std::uint8_t>(line[500]));
}

TEST_CASE("a field is its bytes since the last separator, with its number in the line") {
  for (const char separator : {',', ';', '\t', '|', '"'}) {
    CAPTURE(separator);
    std::string line = "one*two*three";
    std::replace(line.begin(), line.end(), '*', separator);
    const TextState state = after(line);
    CHECK(state.field() == after("three").field());
    CHECK(state.field_number() == 2);
  }
  CHECK(after("a,b c").field() == after("b c").field());
  CHECK(after("a,").field() == 0);
  CHECK(after("a,b\nc").field_number() == 0);
  CHECK(after("a,b\nc").field() == after("c").field());
  CHECK(after("a,b").field() != after("a,c").field());
}

TEST_CASE("the indentation is the white space that the line began with") {
  CHECK(after("").indent() == 0);
  CHECK(after("  \tx y  ").indent() == 3);
  CHECK(after("x  ").indent() == 0);
  CHECK(after("    x\n").indent() == 0);
  CHECK(after("    x\n  ").indent() == 2);
  CHECK(after("    x\n  y z").indent() == 2);
}

}  // namespace pith
