#include "format/archives/archive_reader.h"

#include <doctest/doctest.h>

#include "pith/predictor.h"
#include "pith/short_name.h"
#include "support/archives.h"
#include "support/errors.h"

namespace pith {

using test::error_of;
using test::MemorySource;
using test::stored_block;
using test::stored_member;
using test::string_of;

namespace {

/// Reads an archive to its end; the number of its blocks.
int count_blocks(const std::string& archive) {
  MemorySource source(archive);
  ArchiveReader reader(*source);
  int blocks = 0;
  while (reader.next()) {
    ++blocks;
  }
  return blocks;
}

std::string error_in(const std::string& archive) {
  return error_of([&] { count_blocks(archive); });
}

}  // namespace

TEST_CASE("blocks come with their member, number, place, payload and check") {
  const MemberHeader first{.level = 2};
  const MemberHeader second{.level = 5, .model_id = kLeastIdentity + 99};
  const std::string full(kMaxBlockBytes, 'f');
  const std::string archive = test::stored_blocks(first, {full, "rest"}) + stored_member("other", second);
  MemorySource source(archive);
  ArchiveReader reader(*source);

  std::optional<ArchiveBlock> block = reader.next();
  REQUIRE(block);
  CHECK(block->member == first);
  CHECK(block->number == 0);
  CHECK(block->begin == 0);
  CHECK(block->header == BlockHeader{kMaxBlockBytes, kMaxBlockBytes, true, false});
  CHECK(string_of(block->payload) == full);
  CHECK(block->check == block_check(first, 0, block->header, block->payload));
  const std::uint64_t end_of_first = block->end;
  CHECK(end_of_first == 4 + 5 + 1 + 4 + kMaxBlockBytes + 4);

  block = reader.next();
  REQUIRE(block);
  CHECK(block->member == first);
  CHECK(block->number == 1);
  CHECK(block->begin == end_of_first);
  const std::uint64_t end_of_second = block->end;
  CHECK(end_of_second == end_of_first + 11 + (4 + 1 + 1 + 4) + (1 + 1 + 1 + 1) + kIndexTailBytes);
  CHECK(string_of(block->payload) == "rest");

  block = reader.next();
  REQUIRE(block);
  CHECK(block->member == second);
  CHECK(block->number == 0);
  CHECK(block->begin == end_of_second);
  CHECK(block->end == archive.size());
  CHECK(string_of(block->payload) == "other");

  CHECK(!reader.next());
  CHECK(!reader.next());
}

TEST_CASE("an archive of no bytes is truncated, not empty") { CHECK(error_in("") == "kTruncated"); }

TEST_CASE("an archive ends after a last block and nowhere else") {
  const std::string member = stored_member("some text");
  const std::string archive = member + stored_member("more");
  for (std::size_t length = 0; length < archive.size(); ++length) {
    CAPTURE(length);
    CHECK(error_in(archive.substr(0, length)) == (length == member.size() ? "no error" : "kTruncated"));
  }
  CHECK(count_blocks(archive) == 2);
}

TEST_CASE("bytes after a last block that begin no member are damage") {
  const std::string member = stored_member("some text");
  for (const std::string& garbage :
       {std::string("\x01"), std::string("\n"), std::string("\xb6zzz"), std::string("\xb6pth")}) {
    CHECK(error_in(member + garbage) == "kDamaged");
  }
}

TEST_CASE("a payload that is promised but not there takes no memory") {
  const std::string promise = test::header_bytes(MemberHeader{.level = 1}) +
                              test::header_bytes(BlockHeader{kMaxBlockBytes, kMaxBlockBytes - 1, false, true});
  MemorySource source(promise + "abc");
  ArchiveReader reader(*source);
  CHECK(error_of([&] { reader.next(); }) == "kTruncated");
  CHECK(source->offset() == promise.size() + 3);
}

TEST_CASE("payloads can be passed over, where the stream can do that and where not") {
  const MemberHeader member{.level = 1};
  const std::string archive = test::stored_blocks(member, {std::string(300000, 'a'), "b\n"}) + stored_member("c");
  const auto lines = [](std::istream& stream) {
    ByteSource source(stream, "the archive");
    ArchiveReader reader(source);
    std::vector<std::uint64_t> ends;
    while (std::optional<ArchiveBlock> block = reader.next_header()) {
      reader.pass_payload(*block);
      CHECK(block->payload.empty());
      ends.push_back(block->end);
    }
    return ends;
  };
  std::istringstream seekable(archive);
  test::Pipe pipe(archive);
  std::istream piped(&pipe);
  const std::vector<std::uint64_t> ends = lines(seekable);
  CHECK(ends.size() == 3);
  CHECK(ends.back() == archive.size());
  CHECK(lines(piped) == ends);
  std::istringstream cut(archive.substr(0, 200000));
  CHECK(error_of([&] { lines(cut); }) == "kTruncated");
}

TEST_CASE("a member of several blocks ends with an index, which is compared with the blocks") {
  const std::string archive = test::stored_blocks({.level = 1}, {"one\ntwo\n", "three", "four\n"});
  CHECK(count_blocks(archive) == 3);
  const std::size_t index = archive.size() - kIndexTailBytes - 12;
  for (std::size_t at = index; at < archive.size(); ++at) {
    CAPTURE(at);
    std::string changed = archive;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK(error_in(changed) == "kDamaged");
    CHECK(error_in(archive.substr(0, at)) == "kTruncated");
  }
}

TEST_CASE("a member that could be shorter is damage") {
  const MemberHeader member{.level = 1};
  const std::string payload(10, 'p');
  for (const std::uint32_t text_bytes : {40U, 511U, 512U, 8191U}) {
    const BlockHeader header{.text_bytes = text_bytes, .payload_bytes = 10, .last = true};
    CHECK(error_in(test::member_bytes(member, header, payload, "")) == "no error");
    CHECK(error_in(test::header_bytes(member) + test::block_bytes(member, 0, header, payload, "")) == "kDamaged");
  }
  const BlockHeader longer{.text_bytes = 8192, .payload_bytes = 10, .last = true};
  CHECK(error_in(test::member_bytes(member, longer, payload, "")) == "no error");
  CHECK(test::member_bytes(member, longer, payload, "").substr(2, 1) == "\x81");
}

TEST_CASE("a broken stream is an I/O error, not a truncation") {
  test::FailingInput broken(stored_member("some text").substr(0, 10));
  std::istream stream(&broken);
  ByteSource source(stream, "the archive");
  ArchiveReader reader(source);
  CHECK(error_of([&] { reader.next(); }) == "kIo");
}

TEST_CASE("zeros up to the end of an archive are passed over, and nothing may follow them") {
  const std::string archive = stored_member("text", {.level = 1}) + stored_member("other", {.level = 2});
  for (const std::size_t zeros : {std::size_t{1}, std::size_t{3}, std::size_t{200000}}) {
    CHECK(count_blocks(archive + std::string(zeros, '\0')) == 2);
    CHECK(error_in(archive + std::string(zeros, '\0') + "x") == "kDamaged");
    CHECK(error_in(archive + std::string(zeros, '\0') + archive) == "kDamaged");
  }
  CHECK(error_in(std::string(100, '\0')) == "kNotPith");
  CHECK(error_in(std::string(100, '\0') + archive) == "kNotPith");
}

}  // namespace pith
