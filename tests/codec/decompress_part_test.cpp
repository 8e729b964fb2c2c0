#include <doctest/doctest.h>

#include <functional>

#include "base/random.h"
#include "support/archives.h"
#include "support/errors.h"
#include "support/texts.h"

namespace pith {

namespace {

using Unit = TextPart::Unit;

std::string compressed_in(std::size_t block_bytes, const std::string& text) {
  std::istringstream in(text);
  std::ostringstream out;
  compress(in, out, {.level = 1, .block_bytes = block_bytes});
  return out.str();
}

/// `text` as pieces of 50 bytes, four in a run.
std::string streamed(const std::string& text) {
  std::size_t at = 0;
  std::ostringstream out;
  compress_pieces(
      [&](Bytes& piece) {
        piece = test::bytes_of(text.substr(at, 50));
        at += 50;
        return at < text.size();
      },
      out, {.level = 1, .block_bytes = 200});
  return out.str();
}

std::string part_of(const std::string& archive, const TextPart& part) {
  std::istringstream in(archive);
  std::ostringstream out;
  decompress_part(in, out, part);
  return out.str();
}

std::string part_of_pipe(const std::string& archive, const TextPart& part) {
  test::Pipe pipe(archive);
  std::istream in(&pipe);
  std::ostringstream out;
  decompress_part(in, out, part);
  return out.str();
}

/// The same of a text.
std::string expected(const std::string& text, const TextPart& part) {
  if (part.unit == Unit::kBytes) {
    const std::size_t begin = std::min<std::size_t>(part.begin, text.size());
    return text.substr(begin, std::max(part.begin, part.end) - part.begin);
  }
  std::string lines;
  std::uint64_t number = 0;
  for (const char c : text) {
    if (number >= part.begin && number < part.end) lines += c;
    if (c == '\n') ++number;
  }
  return lines;
}

/// Lines of many lengths; some are empty, and the last has no end.
std::string many_lines() {
  Random random(9);
  std::string text;
  for (int i = 0; i < 100; ++i) text += std::string(random.below(30), static_cast<char>('a' + i % 26)) + "\n";
  return text + "the end";
}

void check_all_parts(const std::string& archive, const std::string& text) {
  Random random(10);
  for (int i = 0; i < 60; ++i) {
    TextPart part{.unit = i % 2 == 0 ? Unit::kBytes : Unit::kLines};
    const std::uint32_t most = part.unit == Unit::kBytes ? static_cast<std::uint32_t>(text.size()) + 20 : 110;
    part.begin = random.below(most);
    part.end = i % 5 == 0 ? UINT64_MAX : part.begin + random.below(most / 4);
    CAPTURE(i);
    CAPTURE(part.begin);
    CAPTURE(part.end);
    CHECK(part_of(archive, part) == expected(text, part));
    CHECK(part_of_pipe(archive, part) == expected(text, part));
  }
}

}  // namespace

TEST_CASE("any part of a text comes out of blocks, from files and from pipes") {
  const std::string text = many_lines();
  for (const std::size_t block_bytes : {std::size_t{7}, std::size_t{100}, std::size_t{1000}, kMaxBlockBytes}) {
    CAPTURE(block_bytes);
    check_all_parts(compressed_in(block_bytes, text), text);
  }
}

TEST_CASE("any part of a text comes out of streamed members") { check_all_parts(streamed(many_lines()), many_lines()); }

TEST_CASE("any part of a text comes out of several members, indexed or not, and with zeros behind them") {
  const std::string text = many_lines();
  const std::string indexed = compressed_in(100, text.substr(0, 500)) + streamed(text.substr(500));
  check_all_parts(indexed, text);
  check_all_parts(indexed + std::string(70000, '\0'), text);
  check_all_parts(compressed_in(100, text.substr(0, 500)) + test::compressed(text.substr(500)), text);
  check_all_parts(test::compressed(text.substr(0, 500)) + compressed_in(100, text.substr(500)), text);
}

TEST_CASE("blocks that a part does not need are not decoded, so that damage in them does not hinder it") {
  const std::string text = many_lines();
  const std::string archive = compressed_in(100, text);
  const TextPart bytes{.begin = 600, .end = 700};
  const TextPart lines{.unit = Unit::kLines, .begin = 50, .end = 52};
  std::string damaged = archive;
  damaged[20] = static_cast<char>(damaged[20] ^ 0x40);
  REQUIRE(test::outcome(damaged).error == "kDamaged");
  for (const TextPart& part : {bytes, lines}) {
    CHECK(part_of(damaged, part) == expected(text, part));
    CHECK(part_of_pipe(damaged, part) == expected(text, part));
  }
  CHECK(test::error_of([&] { part_of(damaged, {.end = 10}); }) == "kDamaged");
}

TEST_CASE("a part of an indexed archive is found without what lies before it") {
  const std::string text = many_lines();
  std::string archive = compressed_in(100, text);
  std::fill(archive.begin() + 4, archive.begin() + 200, '\xff');
  const TextPart part{.unit = Unit::kLines, .begin = 90, .end = 92};
  CHECK(part_of(archive, part) == expected(text, part));
  CHECK(test::error_of([&] { part_of_pipe(archive, part); }) == "kDamaged");
}

TEST_CASE("a damaged index never gives another text: the blocks tell where they are") {
  const std::string text = many_lines();
  const std::string archive = compressed_in(100, text);
  const TextPart part{.unit = Unit::kLines, .begin = 40, .end = 43};
  const std::string lines = expected(text, part);
  for (std::size_t bit = (archive.size() - 100) * 8; bit < archive.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = archive;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    CHECK(part_of(flipped, part) == lines);
  }
  for (std::size_t cut = 1; cut < 100; ++cut) {
    CAPTURE(cut);
    CHECK(part_of(archive.substr(0, archive.size() - cut), part) == lines);
  }
}

TEST_CASE("a part that lies behind the text is empty, and what is no archive is told") {
  const std::string archive = compressed_in(100, many_lines());
  CHECK(part_of(archive, {.begin = 1'000'000}) == "");
  CHECK(part_of(archive, {.unit = Unit::kLines, .begin = 101}) == "");
  CHECK(part_of(archive, {.unit = Unit::kLines, .begin = 100}) == "the end");
  CHECK(test::error_of([] { part_of("plain text", {.end = 5}); }) == "kNotPith");
  CHECK(test::error_of([] { part_of("", {.end = 5}); }) == "kTruncated");
}

}  // namespace pith
