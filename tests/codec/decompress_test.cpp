#include <doctest/doctest.h>

#include "codec/text_coder.h"
#include "pith/predictor.h"
#include "support/archives.h"
#include "support/errors.h"
#include "support/texts.h"

namespace pith {

using test::compressed;
using test::decompressed;
using test::error_of;
using test::outcome;
using test::stored_block;
using test::stored_member;

namespace {

const std::string kVerse = test::repeated("line of a verse\n", 20);
const std::string kCrlfVerse = test::repeated("line of a verse\r\n", 20);

/// A member of one block, whose payload is that of `coded`, whose header tells of `saved_bytes`, and whose check is
/// right for `text`.
std::string coded_member(const std::string& coded, std::uint32_t saved_bytes, const std::string& text) {
  const MemberHeader member{.level = 1};
  Progress progress(nullptr);
  const Bytes payload = encode_text(member.level, test::bytes_of(coded), coded.size(), progress).value();
  const BlockHeader header{.text_bytes = static_cast<std::uint32_t>(coded.size()) + saved_bytes,
                           .payload_bytes = static_cast<std::uint32_t>(payload.size()),
                           .last = true,
                           .saved_bytes = saved_bytes};
  return test::member_bytes(member, header, test::string_of(payload), text);
}

}  // namespace

TEST_CASE("members joined restore their texts joined") {
  const std::string archive =
      compressed(kVerse, 1) + compressed("", 2) + compressed("x", 3) + compressed(test::every_byte(), 4);
  for (const int threads : {1, 2, 3, 0}) {
    CHECK(decompressed(archive, threads) == kVerse + "x" + test::every_byte());
  }
}

TEST_CASE("blocks of several members are restored in order by any number of threads") {
  std::string archive;
  std::string text;
  for (int i = 0; i < 20; ++i) {
    const std::string piece = test::repeated("piece " + std::to_string(i) + "; ", static_cast<std::size_t>(50 - 2 * i));
    archive += compressed(piece);
    text += piece;
  }
  for (const int threads : {1, 2, 3, 50}) {
    CHECK(decompressed(archive, threads) == text);
  }
}

TEST_CASE("a text of exactly one block ends with that block") {
  const std::string full(kMaxBlockBytes, 'f');
  const MemberHeader member{.level = 1};
  const std::string begin = test::header_bytes(member);
  CHECK(decompressed(begin + stored_block(member, 0, full, true)) == full);
  const std::string with_empty_block = test::stored_blocks(member, {full, ""});
  CHECK(error_of([&] { decompressed(with_empty_block); }) == "kDamaged");
}

TEST_CASE("blocks that changed places fail their check") {
  const std::string first(kMaxBlockBytes, '1');
  const std::string second(kMaxBlockBytes, '2');
  const MemberHeader member{.level = 1};
  const std::string begin = test::header_bytes(member);
  const std::string one = stored_block(member, 0, first, false);
  const std::string two = stored_block(member, 1, second, false);
  const std::string whole = test::stored_blocks(member, {first, second, "end"});
  REQUIRE(whole.starts_with(begin + one + two));
  const std::string end = whole.substr(begin.size() + one.size() + two.size());
  CHECK(decompressed(whole, 2) == first + second + "end");
  CHECK(outcome(begin + two + one + end, 2).error == "kDamaged");
  CHECK(outcome(begin + one + end, 2).error == "kDamaged");
}

TEST_CASE("totals are the bytes on both sides, of all members") {
  const std::string archive = compressed(kVerse) + compressed("more");
  std::istringstream in(archive);
  std::ostringstream out;
  const CodecTotals totals = decompress(in, out);
  CHECK(totals.text_bytes == kVerse.size() + 4);
  CHECK(totals.archive_bytes == archive.size());
}

TEST_CASE("progress adds up to the text while decompressing") {
  const std::string archive = compressed(kVerse) + compressed(kCrlfVerse) + stored_member("stored") +
                              stored_member("crlf\r\n") + compressed("");
  for (const int threads : {1, 3}) {
    std::atomic<std::uint64_t> done = 0;
    std::istringstream in(archive);
    std::ostringstream out;
    decompress(in, out, {.threads = threads, .text_bytes_done = &done});
    CHECK(done == kVerse.size() + kCrlfVerse.size() + 12);
  }
}

TEST_CASE("what precedes an error is written, and nothing after it, for any number of threads") {
  std::string damaged = compressed(kVerse);
  damaged.back() = static_cast<char>(damaged.back() + 1);
  const std::string good = stored_member("good ") + stored_member("too ");
  const std::string cut = good + "\xb6p\x81";
  const std::string damaged_then_good = good + damaged + good;
  const std::string damaged_then_cut = good + damaged + "\xb6p\x81";
  for (const int threads : {1, 2, 3, 10}) {
    CAPTURE(threads);
    CHECK(outcome(damaged_then_good, threads).text == "good too ");
    CHECK(outcome(damaged_then_good, threads).error == "kDamaged");
    CHECK(outcome(damaged_then_cut, threads).text == "good too ");
    CHECK(outcome(damaged_then_cut, threads).error == "kDamaged");
    CHECK(outcome(cut, threads).text == "good too ");
    CHECK(outcome(cut, threads).error == "kTruncated");
  }
}

TEST_CASE("an archive that needs a model says which, after the texts before it") {
  const MemberHeader member{.level = 6, .model_id = 0x00ab00cd00ef0012};
  const std::string archive = stored_member("before") + stored_member("text", member);
  CHECK(outcome(archive).text == "before");
  CHECK(outcome(archive).error == "kModel");
  CHECK(outcome(archive).message.find("00ab00cd00ef0012") != std::string::npos);
}

TEST_CASE("a payload longer than an encoder would make it is damage, even where text and check are right") {
  const std::string archive = compressed(kVerse);
  test::MemorySource source(archive);
  const ReadMember member = read_member_header(*source);
  BlockHeader header = read_sizes(*source, member);
  REQUIRE(!header.stored);
  const std::string payload = test::string_of(source->exactly(header.payload_bytes));
  CHECK(decompressed(test::member_bytes(member.header, header, payload, kVerse)) == kVerse);
  header.payload_bytes += 1;
  const std::string longer = test::member_bytes(member.header, header, payload + '\0', kVerse);
  CHECK(outcome(longer).error == "kDamaged");
}

TEST_CASE("line ends come back as they were") {
  CHECK(coded_member(kVerse, 20, kCrlfVerse) == compressed(kCrlfVerse));
  CHECK(decompressed(compressed(kCrlfVerse)) == kCrlfVerse);
  CHECK(coded_member(kVerse, 0, kVerse) == compressed(kVerse));
}

TEST_CASE("line ends that an encoder would have coded otherwise are damage, even where the check is right") {
  CHECK(outcome(coded_member(kCrlfVerse, 0, kCrlfVerse)).error == "kDamaged");
  CHECK(outcome(coded_member(kCrlfVerse, 20, kVerse)).error == "kDamaged");
  CHECK(outcome(coded_member(kVerse, 19, kCrlfVerse)).error == "kDamaged");
  CHECK(outcome(coded_member(kVerse, 21, kCrlfVerse)).error == "kDamaged");
  CHECK(outcome(coded_member(kVerse, 20, kVerse)).error == "kDamaged");
}

TEST_CASE("a stored text may have any line ends") {
  CHECK(decompressed(stored_member(kCrlfVerse)) == kCrlfVerse);
  CHECK(decompressed(stored_member(kVerse)) == kVerse);
}

TEST_CASE("a check that is right for another text is damage") {
  const MemberHeader member{.level = 1};
  const BlockHeader header{.text_bytes = 4, .payload_bytes = 4, .stored = true, .last = true};
  CHECK(outcome(test::header_bytes(member) + test::block_bytes(member, 0, header, "text", "test")).error == "kDamaged");
}

TEST_CASE("what is no archive is told apart from a damaged one") {
  CHECK(outcome("plain text").error == "kNotPith");
  CHECK(outcome("").error == "kTruncated");
  CHECK(outcome("\xb6p\xe1\x07").error == "kVersion");
}

TEST_CASE("threads that make no sense are a usage error") { CHECK(outcome(compressed("text"), -2).error == "kUsage"); }

TEST_CASE("streams that fail while decompressing are I/O errors") {
  const std::string archive = compressed(kVerse);
  test::FailingInput broken(archive.substr(0, archive.size() - 2));
  std::istream in(&broken);
  std::ostringstream out;
  CHECK(error_of([&] { decompress(in, out); }) == "kIo");
  CHECK(out.str().empty());

  test::FullOutput full(kVerse.size() - 1);
  std::istringstream good(archive);
  std::ostream nowhere(&full);
  CHECK(error_of([&] { decompress(good, nowhere); }) == "kIo");
}

}  // namespace pith
