#include "codec/text_block.h"

#include <doctest/doctest.h>

#include <vector>

#include "pith/codec.h"
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

/// The lengths of the blocks of a text of `bytes` that its length alone decides, and whether they are the text.
std::vector<std::size_t> lengths_by_size(std::size_t bytes) {
  const std::string text = test::random_text(bytes, 13);
  test::MemorySource source(text);
  TextCutter cutter(*source, kBlocksBySize);
  std::vector<std::size_t> lengths;
  std::string joined;
  bool last = false;
  while (!last) {
    const TextBlock block = cutter.next();
    lengths.push_back(block.text.size());
    joined += test::string_of(block.text);
    last = block.last;
  }
  CHECK(joined == text);
  CHECK(source->at_end());
  return lengths;
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

TEST_CASE("a text whose length decides is cut into two or four equal blocks once they are long enough") {
  using Lengths = std::vector<std::size_t>;
  constexpr std::size_t kMebibyte = std::size_t{1} << 20;
  CHECK(lengths_by_size(0) == Lengths{0});
  CHECK(lengths_by_size(1) == Lengths{1});
  CHECK(lengths_by_size(3 * kMebibyte - 1) == Lengths{3 * kMebibyte - 1});
  CHECK(lengths_by_size(3 * kMebibyte + 1) == Lengths{kMebibyte * 3 / 2 + 1, kMebibyte * 3 / 2});
  CHECK(lengths_by_size(12 * kMebibyte - 1) == Lengths{6 * kMebibyte, 6 * kMebibyte - 1});
  CHECK(lengths_by_size(12 * kMebibyte) == Lengths(4, 3 * kMebibyte));
}

TEST_CASE("of a text longer than a block can be, each such length is cut by itself") {
  CHECK(lengths_by_size(kMaxBlockBytes) == std::vector<std::size_t>(4, kMaxBlockBytes / 4));
  std::vector<std::size_t> longer(4, kMaxBlockBytes / 4);
  longer.push_back(5);
  CHECK(lengths_by_size(kMaxBlockBytes + 5) == longer);
}

}  // namespace pith
