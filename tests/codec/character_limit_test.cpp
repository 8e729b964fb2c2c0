#include "codec/sampling/character_limit.h"

#include <doctest/doctest.h>

#include <string>

#include "base/random.h"

namespace pith {

namespace {

/// The beginning of `text` that is taken as a text of so many characters.
std::string limited(const std::string& text, std::uint64_t characters) {
  CharacterLimit limit(characters);
  std::string taken;
  for (const char byte : text) {
    if (limit.reached()) break;
    if (!limit.add(static_cast<std::uint8_t>(byte))) {
      CHECK(limit.reached());
      break;
    }
    taken += byte;
  }
  return taken;
}

std::uint64_t characters_of(const std::string& text) {
  std::uint64_t count = 0;
  for (const char byte : text) count += (static_cast<std::uint8_t>(byte) & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("a text of no characters is complete at once") {
  CHECK(CharacterLimit(0).reached());
  CHECK(!CharacterLimit(1).reached());
}

TEST_CASE("each character of UTF-8 is one, and whole") {
  const std::string text = "aß日🙂z";
  CHECK(limited(text, 1) == "a");
  CHECK(limited(text, 2) == "aß");
  CHECK(limited(text, 3) == "aß日");
  CHECK(limited(text, 4) == "aß日🙂");
  CHECK(limited(text, 5) == text);
  CHECK(limited(text, 6) == text);
}

TEST_CASE("a text is complete as soon as its last character is") {
  for (const std::string last : {"x", "ß", "日", "🙂"}) {
    CAPTURE(last);
    CharacterLimit limit(1);
    for (const char byte : last) {
      CHECK(!limit.reached());
      CHECK(limit.add(static_cast<std::uint8_t>(byte)));
    }
    CHECK(limit.reached());
  }
}

TEST_CASE("a last character that is cut short ends where another begins, which is not part of the text") {
  CHECK(limited("a\xe6\x97z", 2) == "a\xe6\x97");
  CHECK(limited("\xf0zz", 1) == "\xf0");
  CHECK(limited("\xc3\xc3\xa9", 1) == "\xc3");
  CHECK(limited("\xc3\xc3\xa9x", 2) == "\xc3\xc3\xa9");
}

TEST_CASE("bytes that continue no character do not count") {
  CHECK(limited("\x80\x80z\x80y", 1) == "\x80\x80z");
  CHECK(limited("ab\x80\x80"
                "c",
                3) ==
        "ab\x80\x80"
        "c");
  CHECK(limited("a\x80", 1) == "a");
}

TEST_CASE("bytes that begin no character are characters of one byte") {
  CHECK(limited("\xff\xfe\xf8zz", 4) == "\xff\xfe\xf8z");
}

TEST_CASE("bytes that continue no character end a text when it has four for each character") {
  CHECK(limited(std::string(100, '\x80'), 3) == std::string(12, '\x80'));
  CHECK(limited("\x80\x80\x80\x80z", 1) == "\x80\x80\x80\x80");
}

TEST_CASE("any text is cut after so many characters and four bytes for each, and a shorter one is its beginning") {
  constexpr std::uint64_t kSeed = 81;
  CAPTURE(kSeed);
  Random random(kSeed);
  const std::string some = "a\x80\xbf\xc3\xe6\xf0\xff";
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::uint32_t left = random.below(30); left > 0; --left) {
      text += some[random.below(static_cast<std::uint32_t>(some.size()))];
    }
    const std::uint64_t characters = random.below(12);
    const std::string cut = limited(text, characters);
    REQUIRE(text.starts_with(cut));
    REQUIRE(limited(text, characters + 1).starts_with(cut));
    REQUIRE(characters_of(cut) <= characters);
    REQUIRE(cut.size() <= 4 * characters);
    const bool complete = characters_of(cut) == characters || cut.size() == 4 * characters;
    REQUIRE((complete || cut == text));
  }
}

}  // namespace pith
