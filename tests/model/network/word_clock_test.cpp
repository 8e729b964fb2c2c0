#include "model/network/word_clock.h"

#include <doctest/doctest.h>

#include <string>

#include "model/text/window.h"
#include "support/streams.h"

namespace pith {

namespace {

struct Clocked {
  WordClock clock;
  TextState state;
  std::string ticks;  // a mark for each byte: '|' a tick, '.' none
};

Clocked clocked(const std::string& text) {
  Clocked result;
  Window window(1024);
  for (const std::uint8_t byte : test::bytes_of(text)) {
    result.state.update(window, byte);
    window.push(byte);
    result.clock.update(result.state);
    result.ticks += result.clock.ticks() ? '|' : '.';
  }
  return result;
}

std::uint32_t start_of(const std::string& text) {
  const Clocked result = clocked(text);
  return result.clock.hashes(result.state)[WordClock::kStart];
}

}  // namespace

TEST_CASE("the slow clock ticks before the first byte, and where a word has ended") {
  CHECK(WordClock().ticks());
  CHECK(clocked("The cat, 12 dogs.\n").ticks == "...|...|........|." + std::string());
}

TEST_CASE("the slow clock ticks after sixteen bytes in which no word has ended") {
  CHECK(clocked(std::string(40, 'x')).ticks == std::string(15, '.') + "|" + std::string(15, '.') + "|........");
  CHECK(clocked(std::string(20, '7')).ticks == std::string(15, '.') + "|....");
}

TEST_CASE("the word that is read is the one that ended, or the present one at a forced tick") {
  const Clocked ended = clocked("one two ");
  const Clocked other = clocked("six two ");
  using Row = WordClock::Row;
  CHECK(ended.clock.hashes(ended.state)[Row::kWord] == other.clock.hashes(other.state)[Row::kWord]);
  CHECK(ended.clock.hashes(ended.state)[Row::kWordPair] != other.clock.hashes(other.state)[Row::kWordPair]);
  const Clocked forced = clocked("a " + std::string(14, 'x') + "xx");
  REQUIRE(forced.clock.ticks());
  CHECK(forced.clock.hashes(forced.state)[Row::kWord] == hash(forced.state.word(), 101));
}

TEST_CASE("what stood before a word and its capital are told apart") {
  CHECK(start_of("a, bc ") != start_of("a. bc "));
  CHECK(start_of("a. bc ") != start_of("a. Bc "));
  CHECK(start_of("xyz bc ") == start_of("q bc "));
}

}  // namespace pith
