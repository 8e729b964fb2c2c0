#include <doctest/doctest.h>

#include "pith/short_name.h"
#include "pith/version.h"
#include "support/archives.h"
#include "support/errors.h"
#include "support/texts.h"

namespace pith {

using test::compressed;
using test::inspected;

TEST_CASE("a member's facts are those of its headers") {
  const std::string text = test::repeated(test::random_text(300, 5), 2);  // coded in 300 bytes and some
  const std::string archive = compressed(text, 4);
  const MemberInfo member = inspected(archive).at(0);
  CHECK(member.version == kFormatVersion);
  CHECK(member.level == 4);
  CHECK(member.model_id == 0);
  CHECK(member.blocks == 1);
  CHECK(member.stored_blocks == 0);
  CHECK(member.text_bytes == text.size());
  CHECK(member.archive_bytes == archive.size());
  CHECK(member.overhead_bytes == 9);
  CHECK(!member.streamed);
  CHECK(member.like_bytes == 0);
}

TEST_CASE("lines are known of members of several blocks") {
  CHECK(inspected(test::stored_blocks({.level = 1}, {"one\ntwo\n", "three", "\n"})).at(0).lines == 3);
  CHECK(inspected(test::stored_member("one\ntwo\n")).at(0).lines == 0);
}

TEST_CASE("swapped blocks are those that are coded with other line ends") {
  const std::string line = "the same line again\r\n";
  CHECK(inspected(compressed(test::repeated(line, 20))).at(0).swapped_blocks == 1);
  CHECK(inspected(compressed(test::repeated("the same line again\n", 20))).at(0).swapped_blocks == 0);
  const MemberInfo stored = inspected(test::stored_member(test::repeated(line, 20))).at(0);
  CHECK(stored.stored_blocks == 1);
  CHECK(stored.swapped_blocks == 0);
}

TEST_CASE("members are listed in order and their bytes add up to the archive") {
  const std::string archive = compressed("one", 1) + compressed("", 2) +
                              test::stored_member("three", {.level = 3, .model_id = kLeastIdentity + 7});
  const std::vector<MemberInfo> members = inspected(archive);
  REQUIRE(members.size() == 3);
  std::uint64_t archive_bytes = 0;
  std::uint64_t payload_bytes = 0;
  for (const MemberInfo& member : members) {
    archive_bytes += member.archive_bytes;
    payload_bytes += member.archive_bytes - member.overhead_bytes;
  }
  CHECK(archive_bytes == archive.size());
  CHECK(payload_bytes <= 8);
  CHECK(members[1].text_bytes == 0);
  CHECK(members[1].stored_blocks == 1);
  CHECK(members[2].level == 3);
  CHECK(members[2].model_id == kLeastIdentity + 7);
  CHECK(members[2].text_bytes == 5);
}

TEST_CASE("a small text has at most 14 bytes around its payload") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    CHECK(inspected(compressed(shape.text)).at(0).overhead_bytes <= 14);
  }
}

TEST_CASE("inspecting needs whole headers but not right payloads") {
  std::string archive = compressed(test::random_text(50, 51));
  CHECK(test::error_of([&] { inspected(archive.substr(0, archive.size() - 1)); }) == "kTruncated");
  CHECK(test::error_of([&] { inspected(archive + "!"); }) == "kDamaged");
  CHECK(test::error_of([] { inspected("text"); }) == "kNotPith");
  archive[20] = static_cast<char>(archive[20] + 1);
  CHECK(inspected(archive).size() == 1);
}

TEST_CASE("an archive is known by its first three bytes") {
  const std::string archive = compressed("text");
  CHECK(looks_like_archive(archive.data(), archive.size()));
  CHECK(looks_like_archive(archive.data(), 3));
  for (std::size_t size = 0; size < 3; ++size) {
    CHECK(!looks_like_archive(archive.data(), size));
  }
  CHECK(!looks_like_archive(nullptr, 0));
  CHECK(!looks_like_archive("text", 4));
  for (std::size_t at = 0; at < 3; ++at) {
    std::string other = archive;
    other[at] = static_cast<char>(other[at] ^ 0x80);
    CHECK(!looks_like_archive(other.data(), other.size()));
  }
}

}  // namespace pith
