#include <doctest/doctest.h>

#include "support/archives.h"
#include "support/errors.h"
#include "support/models.h"
#include "support/texts.h"

namespace pith {

namespace {

/// What compress_pieces() writes of `pieces`; the last is told to be the last.
std::string streamed(const std::vector<std::string>& pieces, const CompressOptions& options = {.level = 1}) {
  std::size_t next = 0;
  std::ostringstream out;
  compress_pieces(
      [&](Bytes& piece) {
        piece = test::bytes_of(pieces[next]);
        return ++next < pieces.size();
      },
      out, options);
  return out.str();
}

std::vector<std::string> log_lines(int count) {
  std::vector<std::string> lines;
  for (int i = 0; i < count; ++i) {
    lines.push_back("2026-11-28 23:" + std::to_string(10 + i % 50) + " INFO gauge " + std::to_string(i * 37 % 91) +
                    " read " + std::to_string(i * 7919 % 1000) + " mm\n");
  }
  return lines;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

}  // namespace

TEST_CASE("pieces come back joined, at every kind of level and of piece") {
  const std::vector<std::string> pieces = {"a first line\n",        test::random_text(300, 3),           "",
                                           "crlf\r\nand again\r\n", test::repeated("and again\r\n", 20), "x"};
  for (const int level : {1, 3, 6}) {
    for (const std::size_t run_bytes : {std::size_t{1}, std::size_t{350}, kMaxBlockBytes}) {
      CHECK(test::decompressed(streamed(pieces, {.level = level, .block_bytes = run_bytes})) == joined(pieces));
    }
  }
}

TEST_CASE("a stream of nothing is an empty text") {
  CHECK(test::decompressed(streamed({""})).empty());
  CHECK(test::decompressed(streamed({"", "", ""})).empty());
}

TEST_CASE("each piece is readable once it is written, and what was read is what was sent") {
  const std::vector<std::string> lines = log_lines(20);
  std::ostringstream out;
  std::size_t next = 0;
  compress_pieces(
      [&](Bytes& piece) {
        std::string before;
        for (std::size_t i = 0; i < next; ++i) before += lines[i];
        CHECK(test::outcome(out.str()).text == before);
        piece = test::bytes_of(lines[next]);
        return ++next < lines.size();
      },
      out, {.level = 1});
  CHECK(test::decompressed(out.str()) == joined(lines));
}

TEST_CASE("pieces go on with what those before them taught") {
  const std::vector<std::string> lines = log_lines(200);
  std::size_t apart = 0;
  for (const std::string& line : lines) apart += test::compressed(line, 3).size();
  CHECK(streamed(lines, {.level = 3}).size() < apart * 2 / 3);
}

TEST_CASE("a member tells that it is streamed, and of its lines") {
  const MemberInfo member = test::inspected(streamed(log_lines(5))).at(0);
  CHECK(member.streamed);
  CHECK(member.lines == 5);
  CHECK(member.blocks == 5);
}

TEST_CASE("a run that continues more than a predictor sees is damage") {
  const MemberHeader member{.level = 1, .streamed = true};
  const std::string full(kMaxBlockBytes, 'f');
  std::ostringstream out;
  ByteSink sink(out, "the archive");
  ArchiveWriter writer(sink, member);
  const auto size = static_cast<std::uint32_t>(full.size());
  const BlockHeader first{.text_bytes = size, .payload_bytes = size, .stored = true};
  writer.write(first, test::bytes_of(full), block_check(member, 0, first, test::bytes_of(full)));
  const BlockHeader second{.text_bytes = 1, .payload_bytes = 1, .stored = true, .last = true, .continues = true};
  writer.write(second, test::bytes_of("x"), block_check(member, 1, second, test::bytes_of("x")));
  const test::Outcome outcome = test::outcome(out.str());
  CHECK(outcome.error == "kDamaged");
  CHECK(outcome.text.size() == full.size());
}

TEST_CASE("streams take options as texts do") {
  CHECK(test::error_of([] { streamed({"a"}, {.level = 0}); }) == "kUsage");
  CHECK(test::error_of([] { streamed({"a"}, {.block_bytes = kMaxBlockBytes + 1}); }) == "kUsage");
  const Model model = test::model_named("a");
  const std::string like = "a first line, as both sides know it\n";
  const Bytes known = test::bytes_of(like);
  const std::string archive = streamed({like, like}, {.level = 1, .model = &model, .like = known});
  std::istringstream in(archive);
  std::ostringstream out;
  decompress(in, out, {.find_model = [&](std::uint64_t) { return Model(model); }, .like = known});
  CHECK(out.str() == like + like);
}

}  // namespace pith
