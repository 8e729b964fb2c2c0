#include "format/archives/member_header.h"

#include <doctest/doctest.h>

#include "support/archives.h"
#include "support/errors.h"

namespace pith {

using test::error_of;
using test::header_bytes;
using test::MemorySource;

namespace {

MemberHeader parse(const std::string& bytes) {
  MemorySource source(bytes);
  return read_member_header(*source);
}

/// Of a header that begins after four other bytes.
std::string error_after_a_member(const std::string& bytes) {
  MemorySource source("1234" + bytes);
  source->exactly(4);
  return error_of([&] { read_member_header(*source); });
}

std::string error_in(const std::string& bytes) {
  return error_of([&] { parse(bytes); });
}

const std::string kModelId = "\x08\x07\x06\x05\x04\x03\x02\x01";

}  // namespace

TEST_CASE("a header is magic, version and profile, and the model if there is one") {
  CHECK(header_bytes(MemberHeader{.level = 6}) == "\xb6pth\x01\x06");
  CHECK(header_bytes(MemberHeader{.level = 9, .model_id = 0x0102030405060708}) == "\xb6pth\x01\x89" + kModelId);
}

TEST_CASE("headers are read as they were written") {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    for (const std::uint64_t model_id : {std::uint64_t{0}, std::uint64_t{1}, UINT64_MAX}) {
      const MemberHeader header{.level = level, .model_id = model_id};
      CHECK(parse(header_bytes(header)) == header);
    }
  }
}

TEST_CASE("what does not begin with the magic is not an archive, however short") {
  CHECK(error_in("just a text") == "kNotPith");
  CHECK(error_in("\x1f\x8b") == "kNotPith");
  CHECK(error_in("\xb6ptx\x01\x06") == "kNotPith");
  CHECK(error_in("\xb6x") == "kNotPith");
}

TEST_CASE("a header that ends early is truncated, at any byte") {
  const std::string header = header_bytes(MemberHeader{.level = 2, .model_id = 77});
  for (std::size_t length = 0; length < header.size(); ++length) {
    CHECK(error_in(header.substr(0, length)) == "kTruncated");
  }
}

TEST_CASE("a newer version is refused by its number alone") {
  CHECK(error_in("\xb6pth\x02") == "kVersion");
  CHECK(error_in("\xb6pth\xff") == "kVersion");
  CHECK(test::message_of([] { parse("\xb6pth\x02"); }) ==
        "the archive has format 2, this build reads formats up to 1; use a newer pith");
}

TEST_CASE("there is no version 0") { CHECK(error_in(std::string("\xb6pth\0\x06", 6)) == "kDamaged"); }

TEST_CASE("a profile is a level from 1 to 9, a model bit, and zeros") {
  for (int profile = 0; profile < 256; ++profile) {
    CAPTURE(profile);
    const int level = profile % 16;
    const bool valid = level >= 1 && level <= 9 && (profile & 0x70) == 0;
    const std::string header = std::string("\xb6pth\x01") + static_cast<char>(profile) + kModelId;
    CHECK(error_in(header) == (valid ? "no error" : "kDamaged"));
  }
}

TEST_CASE("a model is never named 0") { CHECK(error_in("\xb6pth\x01\x86" + std::string(8, '\0')) == "kDamaged"); }

TEST_CASE("where a member should follow another, anything else is damage") {
  CHECK(error_after_a_member("x") == "kDamaged");
  CHECK(error_after_a_member("\xb6pt!") == "kDamaged");
  CHECK(error_after_a_member("\xb6pth\x07") == "kVersion");
  CHECK(error_after_a_member("\xb6pth\x01\x06") == "no error");
}

}  // namespace pith
