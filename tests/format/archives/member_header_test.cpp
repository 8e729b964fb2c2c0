#include "format/archives/member_header.h"

#include <doctest/doctest.h>

#include "pith/short_name.h"
#include "support/archives.h"
#include "support/errors.h"

namespace pith {

using test::error_of;
using test::header_bytes;
using test::MemorySource;

namespace {

ReadMember parse(const std::string& bytes) {
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

std::string bytes_in(MemberForm form, const MemberHeader& header) {
  Bytes bytes;
  append(bytes, header, form);
  return test::string_of(bytes);
}

const std::string kModelId = "\x08\x07\x06\x05\x04\x03\x02\x01";
constexpr std::uint64_t kModel = 0x0102030405060708;

}  // namespace

TEST_CASE("a long header is magic, profile and options, and the model and the text that both sides have") {
  CHECK(header_bytes(MemberHeader{.level = 6}) == std::string("\xb6p\x86\x00", 4));
  CHECK(header_bytes(MemberHeader{.level = 9, .model_id = kModel}) == std::string("\xb6p\x99\x00", 4) + kModelId);
  CHECK(header_bytes(MemberHeader{.level = 1, .streamed = true}) == "\xb6p\x81\x02");
  CHECK(header_bytes(MemberHeader{.level = 1, .like_bytes = 300, .like_id = kModel}) ==
        "\xb6p\x81\x01\xac\x02" + kModelId);
}

TEST_CASE("a short header is magic and profile, and the first three bytes of the model") {
  CHECK(bytes_in(MemberForm::kShort, {.level = 6}) == "\xb6p\xa6");
  CHECK(bytes_in(MemberForm::kShortWide, {.level = 6}) == "\xb6p\xc6");
  CHECK(bytes_in(MemberForm::kShort, {.level = 9, .model_id = kModel}) == "\xb6p\xb9\x03\x02\x01");
}

TEST_CASE("headers are read as they were written") {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    for (const std::uint64_t model_id : {std::uint64_t{0}, kLeastIdentity, UINT64_MAX}) {
      for (const bool streamed : {false, true}) {
        const MemberHeader header{.level = level, .model_id = model_id, .streamed = streamed};
        CHECK(parse(header_bytes(header)).header == header);
        MemberHeader like = header;
        like.like_bytes = UINT32_MAX;
        like.like_id = UINT64_MAX;
        CHECK(parse(header_bytes(like)).header == like);
      }
      for (const MemberForm form : {MemberForm::kShort, MemberForm::kShortWide}) {
        const ReadMember read = parse(bytes_in(form, {.level = level, .model_id = model_id}));
        CHECK(read.form == form);
        CHECK(read.header == MemberHeader{.level = level, .model_id = short_name(model_id)});
      }
    }
  }
}

TEST_CASE("what does not begin with the magic is not an archive, however short") {
  CHECK(error_in("just a text") == "kNotPith");
  CHECK(error_in("\x1f\x8b") == "kNotPith");
  CHECK(error_in("\xb6ptm\x01\x01") == "kNotPith");  // a model
  CHECK(error_in("\xb6p\x06") == "kNotPith");
  CHECK(error_in("\xb6x") == "kNotPith");
}

TEST_CASE("a header that ends early is truncated, at any byte") {
  for (const MemberHeader& member :
       {MemberHeader{.level = 2, .model_id = kModel}, MemberHeader{.level = 2, .like_bytes = 300, .like_id = 5}}) {
    const std::string header = header_bytes(member);
    for (std::size_t length = 0; length < header.size(); ++length) {
      CHECK(error_in(header.substr(0, length)) == "kTruncated");
    }
  }
  CHECK(error_in("\xb6p\xb9\x03\x02") == "kTruncated");
}

TEST_CASE("a newer version is refused by its number alone") {
  CHECK(error_in("\xb6p\xe0\x03") == "kVersion");
  CHECK(error_in("\xb6p\xff\xff") == "kVersion");
  CHECK(error_in("\xb6p\xff\x02") == "kDamaged");
  CHECK(error_in("\xb6p\xff") == "kTruncated");
  CHECK(test::message_of([] { parse("\xb6p\xe1\x03"); }) ==
        "the archive has format 3, this build reads format 2; use a newer pith");
}

TEST_CASE("a profile has a level from 1 to 9, and is followed by options that are defined") {
  for (int profile = 0x80; profile < 0xe0; ++profile) {
    CAPTURE(profile);
    const int level = profile % 16;
    const std::string header = std::string("\xb6p") + static_cast<char>(profile) + '\0' + kModelId + kModelId;
    CHECK(error_in(header) == (level >= 1 && level <= 9 ? "no error" : "kDamaged"));
  }
  for (int options = 0; options < 256; ++options) {
    const std::string header = std::string("\xb6p\x81") + static_cast<char>(options) + "\x01" + kModelId;
    CHECK(error_in(header) == (options < 4 ? "no error" : "kDamaged"));
  }
}

TEST_CASE("a model is never named 0, nor by what is no identity") {
  CHECK(error_in(std::string("\xb6p\xb6\0\0\0", 6)) == "kDamaged");
  CHECK(error_in(std::string("\xb6p\x96\0", 4) + std::string(8, '\0')) == "kDamaged");
  CHECK(error_in(std::string("\xb6p\x96\0", 4) + std::string(5, '\xff') + std::string(3, '\0')) == "kDamaged");
  CHECK(error_in(std::string("\xb6p\x96\0", 4) + std::string(5, '\0') + std::string("\1\0\0", 3)) == "no error");
}

TEST_CASE("a text that both sides have is not empty") {
  CHECK(error_in(std::string("\xb6p\x81\x01\x00", 5) + kModelId) == "kDamaged");
}

TEST_CASE("where a member should follow another, anything else is damage") {
  CHECK(error_after_a_member("x") == "kDamaged");
  CHECK(error_after_a_member("\xb6pt!") == "kDamaged");
  CHECK(error_after_a_member("\xb6p\xe0\x07") == "kVersion");
  CHECK(error_after_a_member("\xb6p\xa6") == "no error");
}

TEST_CASE("the beginning of a member is known by three bytes") {
  CHECK(begins_member(test::bytes_of("\xb6p\x81")));
  CHECK(begins_member(test::bytes_of("\xb6p\xff rest")));
  CHECK(!begins_member(test::bytes_of("\xb6p")));
  CHECK(!begins_member(test::bytes_of("\xb6ptm")));
}

}  // namespace pith
