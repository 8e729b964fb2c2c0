#include "codec/sampling/stop_string.h"

#include <doctest/doctest.h>

#include <vector>

#include "base/random.h"

namespace pith {

namespace {

/// What is left of a text that ends before a string.
struct Stopped {
  std::string given;                ///< all pieces, and what is held back if the string does not come
  std::vector<std::string> pieces;  ///< those that add() gave for each byte
  bool met = false;
};

Stopped stopped(const std::string& text, const std::string& stop) {
  StopString string(stop);
  Stopped result;
  for (const char byte : text) {
    result.pieces.emplace_back(string.add(byte));
    result.given += result.pieces.back();
    if (string.met()) break;
  }
  result.met = string.met();
  if (!result.met) result.given += string.held();
  return result;
}

std::string random_text(Random& random, std::uint32_t most_bytes, std::uint32_t letters) {
  std::string text;
  for (std::uint32_t left = random.below(most_bytes + 1); left > 0; --left) {
    text += static_cast<char>('a' + random.below(letters));
  }
  return text;
}

}  // namespace

TEST_CASE("a text ends before the string") {
  const Stopped result = stopped("one.\ntwo", ".\n");
  CHECK(result.met);
  CHECK(result.given == "one");
}

TEST_CASE("a string that begins anew inside itself is met where it first is") {
  CHECK(stopped("aaab", "aab").given == "a");
  CHECK(stopped("ababac", "abac").given == "ab");
  CHECK(stopped("aabaabaaab", "aabaaa").given == "aab");
  CHECK(stopped("aaaa", "aa").given.empty());
}

TEST_CASE("only what may be the beginning of the string is held back") {
  CHECK(stopped("xabyabc", "abc").pieces == std::vector<std::string>{"x", "", "", "aby", "", "", ""});
  CHECK(stopped("aaab", "aab").pieces == std::vector<std::string>{"", "", "a", ""});
}

TEST_CASE("a text that ends on part of the string is whole") {
  const Stopped result = stopped("so it end", "ended");
  CHECK(!result.met);
  CHECK(result.given == "so it end");
  CHECK(stopped("ab", "abc").given == "ab");
}

TEST_CASE("an empty string is never met, and nothing is held back for it") {
  const Stopped result = stopped("abc", "");
  CHECK(!result.met);
  CHECK(result.pieces == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("a string of one byte, also the zero byte") {
  CHECK(stopped("abc", "a").given.empty());
  CHECK(stopped("abc", "c").given == "ab");
  CHECK(stopped(std::string("ab\0c", 4), std::string(1, '\0')).given == "ab");
}

TEST_CASE("a text ends before the first place at which the string is found") {
  constexpr std::uint64_t kSeed = 91;
  CAPTURE(kSeed);
  Random random(kSeed);
  int met = 0;
  for (int i = 0; i < 30'000; ++i) {
    const std::uint32_t letters = 1 + random.below(3);
    const std::string text = random_text(random, 24, letters);
    const std::string stop = random_text(random, 6, letters);
    CAPTURE(text);
    CAPTURE(stop);
    const std::size_t place = stop.empty() ? std::string::npos : text.find(stop);
    const Stopped result = stopped(text, stop);
    REQUIRE(result.met == (place != std::string::npos));
    REQUIRE(result.given == text.substr(0, place));
    met += result.met ? 1 : 0;
  }
  CHECK(met > 3000);
  CHECK(met < 27'000);
}

}  // namespace pith
