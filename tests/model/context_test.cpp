#include "model/context.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/level_plan.h"
#include "support/text_states.h"

namespace pith {

namespace {

constexpr std::size_t kContexts = level_plans::kAllContexts.size();

using test::state_after;

/// Whether two texts end in the same context.
template <Context kContext>
bool alike(const std::string& a, const std::string& b) {
  return context_hash<kContext>(state_after(a)) == context_hash<kContext>(state_after(b));
}

/// On how many of the last bytes of a text without words or lines kContext depends, -1 if not on the last ones alone.
template <Context kContext>
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

template <std::size_t... kIndex>
std::set<std::uint32_t> all_hashes(const TextState& text, std::index_sequence<kIndex...>) {
  return {context_hash<level_plans::kAllContexts[kIndex]>(text)...};
}

}  // namespace

TEST_CASE("different contexts have different hashes on the same text") {
  for (const std::string text : {"", "a", "\n", "aaaaaaaaaaaa", "one two three", "a,b\n  c,d"}) {
    CAPTURE(text);
    CHECK(all_hashes(state_after(text), std::make_index_sequence<kContexts>()).size() == kContexts);
  }
}

TEST_CASE("a context of order n depends on the last n bytes and on nothing else") {
  CHECK(order<Context::kOrder2>() == 2);
  CHECK(order<Context::kOrder3>() == 3);
  CHECK(order<Context::kOrder4>() == 4);
  CHECK(order<Context::kOrder5>() == 5);
  CHECK(order<Context::kOrder6>() == 6);
  CHECK(order<Context::kOrder8>() == 8);
  CHECK(alike<Context::kOrder4>("line\nword here", "  another,here"));
}

TEST_CASE("the word context is the letters of this word and the last byte") {
  CHECK(alike<Context::kWord>("one river", "two\nRIver"));
  CHECK(alike<Context::kWord>("one ", "two "));
  CHECK(!alike<Context::kWord>("one ", "one,"));
  CHECK(!alike<Context::kWord>("river", "riper"));
  CHECK(!alike<Context::kWord>("river", "ver"));
}

TEST_CASE("the context of two words is this one and the one before") {
  CHECK(alike<Context::kWordPair>("a low riv", "the Low,  riv"));
  CHECK(!alike<Context::kWordPair>("low riv", "slow riv"));
  CHECK(!alike<Context::kWordPair>("low riv", "low rip"));
}

TEST_CASE("the context of a skipped word is this one and the one two before") {
  CHECK(alike<Context::kWordSkip>("a low wide riv", "the low deep riv"));
  CHECK(!alike<Context::kWordSkip>("low wide riv", "slow wide riv"));
  CHECK(!alike<Context::kWordSkip>("low wide riv", "low wide rip"));
}

TEST_CASE("the column context is the column, the byte above and the last byte") {
  CHECK(alike<Context::kColumn>("abc\nxy", "first\n12c\nzy"));
  CHECK(!alike<Context::kColumn>("aaaa\nyy", "aaaa\nyyy"));
  CHECK(!alike<Context::kColumn>("abc\nxy", "abd\nxy"));
  CHECK(!alike<Context::kColumn>("abc\nxy", "abc\nxz"));
}

TEST_CASE("the field context is this field so far and its number in the line") {
  CHECK(alike<Context::kField>("a,bc", "z,bc"));
  CHECK(alike<Context::kField>("a,bc", "x,y,z\nd;bc"));
  CHECK(!alike<Context::kField>("a,bc", "a,bd"));
  CHECK(!alike<Context::kField>("a,bc", "a,bbc"));
  CHECK(!alike<Context::kField>("a,bc", "a,a,bc"));
}

TEST_CASE("the context that skips a byte is the second and third last bytes") {
  CHECK(alike<Context::kSkip1>("1abx", "2aby"));
  CHECK(!alike<Context::kSkip1>("abx", "acx"));
  CHECK(!alike<Context::kSkip1>("abx", "cbx"));
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
      CHECK(alike<Context::kLetterClass>(text, changed) == !depends);
    }
  }
}

TEST_CASE("the context above is the byte above and the last two bytes") {
  CHECK(alike<Context::kAbove>("abc\nxy", "de12xc\n345xy"));
  CHECK(!alike<Context::kAbove>("abc\nxy", "abd\nxy"));
  CHECK(!alike<Context::kAbove>("abc\nxy", "abc\nxz"));
  CHECK(!alike<Context::kAbove>("abc\nxy", "abc\nzy"));
}

TEST_CASE("the context of an indented word is this word and the indentation of its line") {
  CHECK(alike<Context::kIndentedWord>("  if riv", "x\n  12 riv"));
  CHECK(!alike<Context::kIndentedWord>("  riv", "   riv"));
  CHECK(!alike<Context::kIndentedWord>("  riv", "  rip"));
}

}  // namespace pith
