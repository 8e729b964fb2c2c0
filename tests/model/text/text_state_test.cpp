#include "model/text/text_state.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/text_states.h"

namespace pith {

namespace {

using test::state_after;

}  // namespace

TEST_CASE("the last eight bytes are known in their order") {
  CHECK(state_after("").last8() == 0);
  CHECK(state_after("abcdefghij").last8() == 0x636465666768696aU);
  CHECK(state_after("xyz").byte(1) == 'z');
  CHECK(state_after("xyz").byte(3) == 'x');
  CHECK(state_after("xyz").byte(4) == 0);
}

TEST_CASE("a word is its letters since the last other byte, in either case") {
  CHECK(state_after("river").word() == state_after("the RiVer").word());
  CHECK(state_after("river").word() == state_after("1river").word());
  CHECK(state_after("river").word() != state_after("rive").word());
  CHECK(state_after("river").word() != state_after("viver").word());
  CHECK(state_after("river ").word() == 0);
  CHECK(state_after("river7").word() == 0);
  CHECK(state_after("").word() == 0);
}

TEST_CASE("the bytes of other scripts are letters") {
  CHECK(state_after("größe").word() != state_after("gr").word());
  CHECK(state_after("größe").word() != state_after("e").word());
  CHECK(state_after("größe").word_before() == 0);
  CHECK(state_after("ein größe").word() == state_after("größe").word());
}

TEST_CASE("the two words before are known, whatever stands between them") {
  const TextState state = state_after("low water, and -- 12 mud");
  CHECK(state.word() == state_after("mud").word());
  CHECK(state.word_before() == state_after("and").word());
  CHECK(state.word_before_that() == state_after("water").word());
  const TextState between = state_after("low water, and ...");
  CHECK(between.word() == 0);
  CHECK(between.word_before() == state_after("and").word());
  CHECK(between.word_before_that() == state_after("water").word());
}

TEST_CASE("the column counts bytes since the line began, up to a limit") {
  CHECK(state_after("").column() == 0);
  CHECK(state_after("abc").column() == 3);
  CHECK(state_after("abc\n").column() == 0);
  CHECK(state_after("abc\r\nd").column() == 1);
  const std::string line(TextState::kMaxColumn, 'x');
  CHECK(state_after(line).column() == TextState::kMaxColumn);
  CHECK(state_after(line + line).column() == TextState::kMaxColumn);
}

TEST_CASE("the byte above is that of the line before in the column of the next byte") {
  CHECK(state_after("abc").above() == 0);
  CHECK(state_after("abc\n").above() == 'a');
  CHECK(state_after("abc\nxy").above() == 'c');
  CHECK(state_after("abc\nxyz").above() == '\n');
  CHECK(state_after("abc\nxyz ").above() == 0);
  CHECK(state_after("abc\n\n").above() == '\n');
  CHECK(state_after("\n").above() == '\n');
  CHECK(state_after("first\nabc\nx").above() == 'b');
  CHECK(state_after("first\nabc\nxyz++").above() == 0);
}

TEST_CASE("the byte above is known beyond the last column") {
  std::string line;
  for (int i = 0; i < 600; ++i) {
    line += static_cast<char>('a' + i % 26);
  }
  CHECK(state_after(line + "\n" + line.substr(0, 500)).above() == static_cast<std::uint8_t>(line[500]));
}

TEST_CASE("a field is its bytes since the last separator, with its number in the line") {
  for (const char separator : {',', ';', '\t', '|', '"'}) {
    CAPTURE(separator);
    std::string line = "one*two*three";
    std::replace(line.begin(), line.end(), '*', separator);
    const TextState state = state_after(line);
    CHECK(state.field() == state_after("three").field());
    CHECK(state.field_number() == 2);
  }
  CHECK(state_after("a,b c").field() == state_after("b c").field());
  CHECK(state_after("a,").field() == 0);
  CHECK(state_after("a,b\nc").field_number() == 0);
  CHECK(state_after("a,b\nc").field() == state_after("c").field());
  CHECK(state_after("a,b").field() != state_after("a,c").field());
}

TEST_CASE("the indentation is the white space that the line began with") {
  CHECK(state_after("").indent() == 0);
  CHECK(state_after("  \tx y  ").indent() == 3);
  CHECK(state_after("x  ").indent() == 0);
  CHECK(state_after("    x\n").indent() == 0);
  CHECK(state_after("    x\n  ").indent() == 2);
  CHECK(state_after("    x\n  y z").indent() == 2);
}

}  // namespace pith
