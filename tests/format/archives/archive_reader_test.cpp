#include "format/archives/archive_reader.h"

#include <doctest/doctest.h>

#include "pith/predictor.h"
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
  const MemberHeader second{.level = 5, .model_id = 99};
  const std::string full(kMaxBlockBytes, 'f');
  const std::string archive = test::header_bytes(first) + stored_block(first, 0, full, false) +
                              stored_block(first, 1, "rest", true) + stored_member("other", second);
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
  CHECK(end_of_first == 6 + 4 + 4 + kMaxBlockBytes + 4);

  block = reader.next();
  REQUIRE(block);
  CHECK(block->member == first);
  CHECK(block->number == 1);
  CHECK(block->begin == end_of_first);
  CHECK(block->end == end_of_first + 10);
  CHECK(string_of(block->payload) == "rest");

  block = reader.next();
  REQUIRE(block);
  CHECK(block->member == second);
  CHECK(block->number == 0);
  CHECK(block->begin == end_of_first + 10);
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
  for (const std::string& garbage : {std::string("\x01"), std::string("\n"), std::string("\xb6zzz")}) {
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
