#include "cli/measure/surprisal_printer.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace pith::cli;

namespace {

/// What is printed of `text`, each of whose bytes has the entry of `bits`, the last one for all that follow.
std::string printed(std::string_view text, const std::vector<double>& bits) {
  std::string output;
  SurprisalPrinter printer({}, [&output](const std::string& part) { output += part; });
  for (std::size_t i = 0; i < text.size(); ++i) {
    printer.add({static_cast<std::uint8_t>(text[i]), bits[std::min(i, bits.size() - 1)], {}});
  }
  printer.finish();
  return output;
}

const TerminalColours kColours;

}  // namespace

TEST_CASE("characters of one step share an escape sequence, and the line ends in the terminal's own colours") {
  CHECK(printed("abcd\n", {0, 5, 5, 0, 0}) == "a" + kColours.begin(4) + "bc" + kColours.begin(0) + "d\n");
  CHECK(printed("ab", {5}) == kColours.begin(4) + "ab" + kColours.begin(0) + "\n");
}

TEST_CASE("a character has the bits of its bytes together") {
  CHECK(printed("\u20ac\n", {1.5, 1.5, 1.5, 0}) == kColours.begin(4) + "\u20ac" + kColours.begin(0) + "\n");
}

TEST_CASE("white space that surprises gets a mark") {
  CHECK(printed("a\n", {0, 5}) == "a" + kColours.begin(4) + "\u21b5" + kColours.begin(0) + "\n");
  CHECK(printed("a\r\n", {0, 5, 0}) == "a" + kColours.begin(4) + "\u21b5" + kColours.begin(0) + "\r\n");
  CHECK(printed("\tb\n", {5, 0}) == kColours.begin(4) + "\u21e5\t" + kColours.begin(0) + "b\n");
}

TEST_CASE("control characters cannot steer the terminal, nor can what is not UTF-8") {
  CHECK(printed(std::string_view("\x1b]0;x\a\0\rz\n", 10), {0}) == "\u241b]0;x\u2407\u2400\u240dz\n");
  CHECK(printed("\xff\xe2\x82\n\xc2\x9b\r", {0}) == "\ufffd\ufffd\ufffd\n\u25af\u240d\n");
}

TEST_CASE("an empty text prints nothing") { CHECK(printed("", {0}) == ""); }
