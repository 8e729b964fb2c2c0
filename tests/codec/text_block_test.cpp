#include "codec/text_block.h"

#include <doctest/doctest.h>

#include <vector>

#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

std::vector<std::string> cut(const std::string& text, std::size_t block_bytes) {
  test::MemorySource source(text);
  std::vector<std::string> blocks;
  bool last = false;
  while (!last) {
    const TextBlock block = next_text_block(*source, block_bytes);
    blocks.push_back(test::string_of(block.text));
    last = block.last;
  }
  CHECK(source->at_end());
  return blocks;
}

using Blocks = std::vector<std::string>;

}  // namespace

TEST_CASE("an empty text is one empty block") { CHECK(cut("", 4) == Blocks{""}); }

TEST_CASE("a text is cut into full blocks and what is left") {
  CHECK(cut("a", 4) == Blocks{"a"});
  CHECK(cut("abc", 4) == Blocks{"abc"});
  CHECK(cut("abcde", 4) == Blocks{"abcd", "e"});
  CHECK(cut("abcdefghi", 4) == Blocks{"abcd", "efgh", "i"});
}

TEST_CASE("a text of whole blocks ends with a full one, not with an empty one") {
  CHECK(cut("abcd", 4) == Blocks{"abcd"});
  CHECK(cut("abcdefgh", 4) == Blocks{"abcd", "efgh"});
}

TEST_CASE("the pieces joined are the text, also at the length of an archive's blocks") {
  const std::string text = test::random_text(kMaxBlockBytes + 1, 12);
  CHECK(cut(text, kMaxBlockBytes) == Blocks{text.substr(0, kMaxBlockBytes), text.substr(kMaxBlockBytes)});
  CHECK(cut(text.substr(1), kMaxBlockBytes) == Blocks{text.substr(1)});
}

}  // namespace pith
