#include "cli/formatting/utf8.h"

#include <doctest/doctest.h>

using namespace pith::cli;

TEST_CASE("lengths of UTF-8 sequences, and 0 for what is none") {
  CHECK(utf8_length("a", 0) == 1);
  CHECK(utf8_length("\u00e4", 0) == 2);
  CHECK(utf8_length("\u20ac", 0) == 3);
  CHECK(utf8_length("\U0001F600", 0) == 4);
  CHECK(utf8_length("\xc3", 0) == 0);
  CHECK(utf8_length("\x80", 0) == 0);
  CHECK(utf8_length("\xc0\xaf", 0) == 0);          // overlong
  CHECK(utf8_length("\xed\xa0\x80", 0) == 0);      // a surrogate
  CHECK(utf8_length("\xf4\x90\x80\x80", 0) == 0);  // past 10FFFF
}

TEST_CASE("code points of all lengths") {
  CHECK(utf8_code_point("a", 0, 1) == 0x61);
  CHECK(utf8_code_point("\u00e4", 0, 2) == 0xE4);
  CHECK(utf8_code_point("\u20ac", 0, 3) == 0x20AC);
  CHECK(utf8_code_point("\U0001F600", 0, 4) == 0x1F600);
}

TEST_CASE("what would act is shown instead") {
  CHECK(visible(std::string_view("a\0b\x1b[31m\x7f", 9)) == "a\u2400b\u241b[31m\u2421");
  CHECK(visible("x\n\ty") == "x\u21b5\u21e5y");
  CHECK(visible("\xc2\x9b"
                "31m") ==
        "\u25af"
        "31m");  // the C1 form of escape [
  CHECK(visible("\u202eabc") ==
        "\u25af"
        "abc");  // right-to-left override
  CHECK(visible("\xff\xc3") == "\ufffd\ufffd");
  CHECK(visible("\u00e4 \u20ac") == "\u00e4 \u20ac");
}
