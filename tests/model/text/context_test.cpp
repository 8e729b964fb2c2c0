#include "model/text/context.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "model/plan/level_plan.h"
#include "support/text_states.h"

namespace pith {

namespace {

constexpr std::size_t kContexts = level_plans::kAllContexts.size();

using test::state_after;

/// Whether two texts end in the same context.
template <ContextKind kContext>
bool alike(const std::string& a, const std::string& b) {
  return context_hash<kContext>(state_after(a)) == context_hash<kContext>(state_after(b));
}

/// On how many of the last bytes of a text without words or lines kContext depends, -1 if not on the last ones alone.
template <ContextKind kContext>
int order() {
  const std::string text = "0123456789-0123456789";
  std::vector<int> backs;
  for (int back = 1; back <= static_cast<int>(text.size()); ++back) {
    std::string changed = text;
    changed[text.size() - static_cast<std::size_t>(back)] = '#';
    if (!alike<kContext>(text, changed)) {
      backs.push_back(back);
    }
  }
  return !backs.empty() && backs.back() == static_cast<int>(backs.size()) ? backs.back() : -1;
}

using Hashes = std::array<std::uint32_t, kContexts>;

template <std::size_t... kIndex>
Hashes all_hashes(const TextState& text, std::index_sequence<kIndex...>) {
  return {context_hash<level_plans::kAllContexts[kIndex]>(text)...};
}

Hashes all_hashes(const TextState& text) { return all_hashes(text, std::make_index_sequence<kContexts>()); }

/// A text in which all kinds of contexts come again, with other bytes before them.
std::string babble(std::size_t bytes, std::uint64_t seed) {
  constexpr char kLetters[] = {'a', 'A', 'z', 'Z', '\xc3', '\xbc', ' ', ',', '7', '-', '\n', '\0'};
  Random random(seed);
  std::string text;
  while (text.size() < bytes) text += kLetters[random.below(sizeof(kLetters))];
  return text;
}

/// Calls visit(state) after each byte of a text, and before the first.
template <typename Visit>
void for_each_state(const std::string& text, Visit visit) {
  Window window(4096);
  TextState state;
  visit(state);
  for (const char byte : text) {
    state.update(window, static_cast<std::uint8_t>(byte));
    window.push(static_cast<std::uint8_t>(byte));
    visit(state);
  }
}

}  // namespace

TEST_CASE("different contexts have different hashes on the same text") {
  for (const std::string text : {"", "a", "\n", "aaaaaaaaaaaa", "one two three", "a,b\n  c,d"}) {
    CAPTURE(text);
    const Hashes hashes = all_hashes(state_after(text));
    CHECK(std::set<std::uint32_t>(hashes.begin(), hashes.end()).size() == kContexts);
  }
}

TEST_CASE("a context of order n depends on the last n bytes and on nothing else") {
  CHECK(order<ContextKind::kOrder2>() == 2);
  CHECK(order<ContextKind::kOrder3>() == 3);
  CHECK(order<ContextKind::kOrder4>() == 4);
  CHECK(order<ContextKind::kOrder5>() == 5);
  CHECK(order<ContextKind::kOrder6>() == 6);
  CHECK(order<ContextKind::kOrder8>() == 8);
  CHECK(alike<ContextKind::kOrder4>("line\nword here", "  another,here"));
}

TEST_CASE("the word context is the letters of this word and the last byte") {
  CHECK(alike<ContextKind::kWord>("one river", "two\nRIver"));
  CHECK(alike<ContextKind::kWord>("one ", "two "));
  CHECK(!alike<ContextKind::kWord>("one ", "one,"));
  CHECK(!alike<ContextKind::kWord>("river", "riper"));
  CHECK(!alike<ContextKind::kWord>("river", "ver"));
}

TEST_CASE("the context of two words is this one and the one before") {
  CHECK(alike<ContextKind::kWordPair>("a low riv", "the Low,  riv"));
  CHECK(!alike<ContextKind::kWordPair>("low riv", "slow riv"));
  CHECK(!alike<ContextKind::kWordPair>("low riv", "low rip"));
}

TEST_CASE("the context of a skipped word is this one and the one two before") {
  CHECK(alike<ContextKind::kWordSkip>("a low wide riv", "the low deep riv"));
  CHECK(!alike<ContextKind::kWordSkip>("low wide riv", "slow wide riv"));
  CHECK(!alike<ContextKind::kWordSkip>("low wide riv", "low wide rip"));
}

TEST_CASE("the column context is the column, the byte above and the last byte") {
  CHECK(alike<ContextKind::kColumn>("abc\nxy", "first\n12c\nzy"));
  CHECK(!alike<ContextKind::kColumn>("aaaa\nyy", "aaaa\nyyy"));
  CHECK(!alike<ContextKind::kColumn>("abc\nxy", "abd\nxy"));
  CHECK(!alike<ContextKind::kColumn>("abc\nxy", "abc\nxz"));
}

TEST_CASE("the field context is this field so far and its number in the line") {
  CHECK(alike<ContextKind::kField>("a,bc", "z,bc"));
  CHECK(alike<ContextKind::kField>("a,bc", "x,y,z\nd;bc"));
  CHECK(!alike<ContextKind::kField>("a,bc", "a,bd"));
  CHECK(!alike<ContextKind::kField>("a,bc", "a,bbc"));
  CHECK(!alike<ContextKind::kField>("a,bc", "a,a,bc"));
}

TEST_CASE("the context that skips a byte is the second and third last bytes") {
  CHECK(alike<ContextKind::kSkip1>("1abx", "2aby"));
  CHECK(!alike<ContextKind::kSkip1>("abx", "acx"));
  CHECK(!alike<ContextKind::kSkip1>("abx", "cbx"));
}

TEST_CASE("the context of letter classes is two bytes, and the high halves of the two before") {
  const std::string text = "1abxy";
  for (std::size_t back = 1; back <= text.size(); ++back) {
    for (int bit = 0; bit < 8; ++bit) {
      CAPTURE(back);
      CAPTURE(bit);
      std::string changed = text;
      changed[text.size() - back] = static_cast<char>(changed[text.size() - back] ^ 1 << bit);
      const bool depends = back <= 2 || (back <= 4 && bit >= 4);
      CHECK(alike<ContextKind::kLetterClass>(text, changed) == !depends);
    }
  }
}

TEST_CASE("the context above is the byte above and the last two bytes") {
  CHECK(alike<ContextKind::kAbove>("abc\nxy", "de12xc\n345xy"));
  CHECK(!alike<ContextKind::kAbove>("abc\nxy", "abd\nxy"));
  CHECK(!alike<ContextKind::kAbove>("abc\nxy", "abc\nxz"));
  CHECK(!alike<ContextKind::kAbove>("abc\nxy", "abc\nzy"));
}

TEST_CASE("the context of an indented word is this word and the indentation of its line") {
  CHECK(alike<ContextKind::kIndentedWord>("  if riv", "x\n  12 riv"));
  CHECK(!alike<ContextKind::kIndentedWord>("  riv", "   riv"));
  CHECK(!alike<ContextKind::kIndentedWord>("  riv", "  rip"));
}

TEST_CASE("texts that are equal in a context are equal in its ranking byte") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    std::map<std::uint32_t, std::uint32_t> ranking;  // by hash; different contexts differ in their hashes
    std::size_t states = 0;
    int different = 0;
    for_each_state(babble(4000, seed), [&](const TextState& state) {
      const Hashes hashes = all_hashes(state);
      for (std::size_t i = 0; i < kContexts; ++i) {
        const std::uint32_t byte = ranking_byte(level_plans::kAllContexts[i], state.byte(1));
        different += ranking.emplace(hashes[i], byte).first->second != byte ? 1 : 0;
        ++states;
      }
    });
    CHECK(different == 0);
    CHECK(ranking.size() < states / 2);
  }
}

TEST_CASE("a ranking byte is the last byte where the context tells it") {
  for (unsigned last = 0; last < 256; ++last) {
    CHECK(ranking_byte(ContextKind::kOrder2, static_cast<std::uint8_t>(last)) == last);
    CHECK(ranking_byte(ContextKind::kWord, static_cast<std::uint8_t>(last)) == last);
    CHECK(ranking_byte(ContextKind::kAbove, static_cast<std::uint8_t>(last)) == last);
    CHECK(ranking_byte(ContextKind::kSkip1, static_cast<std::uint8_t>(last)) == kNoByte);
  }
  CHECK(ranking_byte(ContextKind::kWordPair, 'Q') == 'q');
  CHECK(ranking_byte(ContextKind::kWordSkip, 0xc3) == 0xc3);
  CHECK(ranking_byte(ContextKind::kIndentedWord, ' ') == kNoByte);
  CHECK(ranking_byte(ContextKind::kField, 'Q') == 'Q');
  CHECK(ranking_byte(ContextKind::kField, ',') == kNoByte);
}

TEST_CASE("texts that are equal in a context are equal in the one it extends") {
  for (const std::uint64_t seed : {4U, 5U, 6U}) {
    CAPTURE(seed);
    std::map<std::uint32_t, std::uint32_t> shorter_hash;
    int different = 0;
    for_each_state(babble(4000, seed), [&](const TextState& state) {
      const Hashes hashes = all_hashes(state);
      for (std::size_t i = 0; i < kContexts; ++i) {
        const auto shorter = facts_of(level_plans::kAllContexts[i]).extends;
        if (!shorter) continue;
        const std::uint32_t hash = hashes[static_cast<std::size_t>(*shorter)];
        different += shorter_hash.emplace(hashes[i], hash).first->second != hash ? 1 : 0;
      }
    });
    CHECK(different == 0);
  }
}

TEST_CASE("what training falls back to from a context ends with one that sees no more of the text") {
  for (const ContextFacts& facts : kContextFacts) {
    CAPTURE(static_cast<int>(facts.kind));
    int steps = 0;
    for (auto kind = facts.backoff; kind; kind = facts_of(*kind).backoff) {
      CHECK(facts_of(*kind).sight <= facts.sight);
      REQUIRE(++steps < kContextKinds);
    }
    CHECK((steps > 0 || facts.kind == ContextKind::kOrder2 || facts.kind == ContextKind::kSkip1));
  }
}

TEST_CASE("each context of a plan knows the longest other one there that it extends") {
  CHECK(extended_contexts(std::span(kNibbleContextKinds)) == std::array{-1, 0, 1, -1, 2});
  CHECK(extended_contexts(std::span(level_plans::kMoreContexts)) == std::array{-1, 0, 1, 2, 3, -1, -1, -1, -1});
  CHECK(extended_contexts(std::span(level_plans::kAllContexts)) ==
        std::array{-1, 0, 1, 2, 3, 4, -1, -1, -1, -1, -1, -1, 0, -1, -1});
}

}  // namespace pith
