#include "stats/analyze/lzw.h"

#include <doctest/doctest.h>

#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

/// A decoder that keeps every entry as a string.
std::string decoded(const std::vector<std::uint16_t>& codes) {
  std::vector<std::string> entries;
  for (int byte = 0; byte < 256; ++byte) entries.emplace_back(1, static_cast<char>(byte));
  std::string text;
  std::string last;
  for (const std::uint16_t code : codes) {
    if (code > entries.size() || (code == entries.size() && last.empty())) return "a code without an entry";
    const std::string entry = code < entries.size() ? entries[code] : last + last[0];
    if (!last.empty() && entries.size() < 65536) entries.push_back(last + entry[0]);
    text += entry;
    last = entry;
  }
  return text;
}

std::vector<std::uint16_t> codes_of(const std::string& text) { return lzw_codes(test::bytes_of(text)); }

void check_round_trip(const std::string& text) {
  const std::vector<std::uint16_t> codes = codes_of(text);
  CHECK(decoded(codes) == text);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    REQUIRE((codes[i] >> lzw_code_bits(i)) == 0);
  }
}

}  // namespace

TEST_CASE("the codes decode to every shape of text, and fit their bits") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    check_round_trip(shape.text);
  }
}

TEST_CASE("the codes decode after the dictionary has become full") {
  const std::string text = test::random_text(200000, 31) + test::repeated("as before ", 200);
  CHECK(codes_of(text).size() > 65536);
  check_round_trip(text);
}

TEST_CASE("codes are those of the textbook") {
  CHECK(codes_of("").empty());
  CHECK(codes_of("aaaaaa") == std::vector<std::uint16_t>{'a', 256, 257});
  CHECK(codes_of("ababab") == std::vector<std::uint16_t>{'a', 'b', 256, 256});
}

TEST_CASE("codes widen from 9 to 16 bits as the dictionary grows") {
  CHECK(lzw_code_bits(0) == 9);
  CHECK(lzw_code_bits(256) == 9);  // 512 entries, the last of them number 511
  CHECK(lzw_code_bits(257) == 10);
  CHECK(lzw_code_bits(65535 - 256) == 16);
  CHECK(lzw_code_bits(1000000) == 16);
}

TEST_CASE("the size of a text is that of its codes") {
  CHECK(lzw_bits(test::bytes_of("")) == 0);
  CHECK(lzw_bits(test::bytes_of("aaaaaa")) == 27);
  CHECK(lzw_bits(test::bytes_of(std::string(100, 'a'))) == 14 * 9);  // phrases of 1 to 13, then of 9
}

}  // namespace pith
