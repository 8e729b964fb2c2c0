#include "format/archives/block_header.h"

#include <doctest/doctest.h>

#include "format/archives/block_check.h"
#include "pith/predictor.h"
#include "pith/short_name.h"
#include "support/archives.h"
#include "support/errors.h"

namespace pith {

using test::error_of;
using test::header_bytes;
using test::MemorySource;

namespace {

constexpr auto kFull = static_cast<std::uint32_t>(kMaxBlockBytes);
constexpr MemberHeader kPlain = {.level = 1};
constexpr MemberHeader kStreamed = {.level = 1, .streamed = true};

BlockHeader parse(const std::string& bytes, std::uint64_t number = 1, const MemberHeader& member = kPlain) {
  MemorySource source(bytes);
  return read_block_header(*source, number, member);
}

std::string error_in(const std::string& bytes, std::uint64_t number = 1, const MemberHeader& member = kPlain) {
  return error_of([&] { parse(bytes, number, member); });
}

std::string error_in(const BlockHeader& header, std::uint64_t number = 1, const MemberHeader& member = kPlain) {
  return error_in(header_bytes(header, number), number, member);
}

std::string sizes_bytes(const BlockHeader& header) {
  Bytes bytes;
  append(bytes, header, 0, form_of(kPlain, 0, header));
  return test::string_of(bytes);
}

BlockHeader parse_sizes(const std::string& bytes, MemberForm form) {
  MemorySource source(bytes);
  return read_sizes(*source, {.header = kPlain, .form = form});
}

/// Of a text and a payload, the only block of a member.
BlockHeader alone(std::uint32_t text_bytes, std::uint32_t payload_bytes) {
  return {.text_bytes = text_bytes, .payload_bytes = payload_bytes, .last = true};
}

}  // namespace

TEST_CASE("a block header is the tag, the lines, the bytes saved if there are any, and the length of the payload") {
  CHECK(header_bytes(BlockHeader{.text_bytes = 5, .payload_bytes = 3, .lines = 2}) == "\x50\x02\x03");
  CHECK(header_bytes(BlockHeader{.text_bytes = 5, .payload_bytes = 3, .lines = 2, .continues = true}) ==
        "\x58\x02\x03");
  CHECK(header_bytes(BlockHeader{5, 5, true, true, 0, 1}, 3) == "\x53\x01\x05");
  CHECK(header_bytes(BlockHeader{5, 3, false, true, 2, 1}, 3) == "\x55\x01\x02\x03");
  CHECK(header_bytes(BlockHeader{.text_bytes = kFull, .payload_bytes = 300, .lines = 7}) ==
        "\x80\x80\x80\x80\x01\x07\xac\x02");
}

TEST_CASE("nothing is told of the lines of the only block of a member") {
  CHECK(header_bytes(BlockHeader{5, 5, true, true}) == "\x53\x05");
  CHECK(header_bytes(BlockHeader{5, 3, false, true, 2}) == "\x55\x02\x03");
}

TEST_CASE("a short member has its sizes in two bytes or three") {
  CHECK(sizes_bytes(alone(511, 127)) == "\xff\xff");
  CHECK(sizes_bytes(alone(3, 2)) == "\x03\x04");
  CHECK(sizes_bytes(alone(512, 127)) == std::string("\x00\xe2\x0f", 3));
  CHECK(sizes_bytes(alone(511, 128)) == std::string("\xff\x01\x10", 3));
  CHECK(sizes_bytes(alone(8191, 2047)) == "\xff\xff\xff");
  CHECK(form_of(kPlain, 0, alone(8192, 2047)) == MemberForm::kLong);
  CHECK(form_of(kPlain, 0, alone(8191, 2048)) == MemberForm::kLong);
}

TEST_CASE("what is not plain has no short form") {
  CHECK(form_of(kPlain, 0, alone(100, 50)) == MemberForm::kShort);
  CHECK(form_of({.level = 9, .model_id = UINT64_MAX}, 0, alone(100, 50)) == MemberForm::kShort);
  CHECK(form_of(kPlain, 1, alone(100, 50)) == MemberForm::kLong);
  CHECK(form_of(kPlain, 0, {100, 50, false, false}) == MemberForm::kLong);
  CHECK(form_of(kPlain, 0, {100, 100, true, true}) == MemberForm::kLong);
  CHECK(form_of(kPlain, 0, {100, 50, false, true, 5}) == MemberForm::kLong);
  CHECK(form_of(kStreamed, 0, alone(100, 50)) == MemberForm::kLong);
  CHECK(form_of({.level = 1, .like_bytes = 1}, 0, alone(100, 50)) == MemberForm::kLong);
}

TEST_CASE("sizes are read as they were written, and refused where the other form is shorter") {
  for (const BlockHeader& header :
       {alone(1, 0), alone(511, 127), alone(512, 127), alone(511, 128), alone(8191, 2047)}) {
    CHECK(parse_sizes(sizes_bytes(header), form_of(kPlain, 0, header)) == header);
  }
  const auto error_in_sizes = [](const std::string& bytes, MemberForm form) {
    return error_of([&] { parse_sizes(bytes, form); });
  };
  CHECK(error_in_sizes(std::string("\x03\x40\x00", 3), MemberForm::kShortWide) == "kDamaged");
  CHECK(error_in_sizes(std::string(2, '\0'), MemberForm::kShort) == "kDamaged");  // an empty text
  CHECK(error_in_sizes("\x03\x06", MemberForm::kShort) == "kDamaged");            // a payload as long as it
  CHECK(error_in_sizes("\x03\x08", MemberForm::kShort) == "kDamaged");            // and longer
  CHECK(error_in_sizes("\x03", MemberForm::kShort) == "kTruncated");
  CHECK(error_in_sizes("\xff\xff", MemberForm::kShortWide) == "kTruncated");
}

TEST_CASE("the overhead of a short text is 8 or 9 bytes, and three more with a model") {
  for (const std::uint64_t model_id : {std::uint64_t{0}, UINT64_MAX}) {
    const MemberHeader member{.level = 6, .model_id = model_id};
    const std::size_t named = model_id == 0 ? 0 : 3;
    CHECK(test::member_bytes(member, alone(511, 127), std::string(127, 'p'), "").size() == 8 + named + 127);
    CHECK(test::member_bytes(member, alone(8191, 2047), std::string(2047, 'p'), "").size() == 9 + named + 2047);
  }
}

TEST_CASE("block headers are read as they were written") {
  for (const std::uint32_t text : {1U, 31U, 32U, 4095U, 4096U, kFull - 1, kFull}) {
    for (const BlockHeader& header :
         {BlockHeader{text, text, true, true}, BlockHeader{text, text - 1, false, true, 0, text},
          BlockHeader{text, text / 2, false, true}, BlockHeader{text, 0, false, true},
          BlockHeader{text, text - 1, false, true, text / 2, 1},
          BlockHeader{kFull, text, text == kFull, false, 0, 1}}) {
      for (const std::uint64_t number : {std::uint64_t{1}, std::uint64_t{1} << 40}) {
        CHECK(parse(header_bytes(header, number), number) == header);
        BlockHeader next = header;
        next.continues = true;
        CHECK(parse(header_bytes(next, number), number, kStreamed) == next);
      }
    }
  }
  for (const BlockHeader& header : {BlockHeader{5, 5, true, true}, BlockHeader{kFull, 5000, false, true},
                                    BlockHeader{100, 50, false, true, 10}, BlockHeader{100, 50, false, false, 0, 3}}) {
    CHECK(parse(header_bytes(header), 0) == header);
  }
}

TEST_CASE("an empty text is one stored block") {
  const BlockHeader empty{.text_bytes = 0, .payload_bytes = 0, .stored = true, .last = true};
  CHECK(parse(header_bytes(empty), 0) == empty);
  CHECK(error_in(empty, 1) == "kDamaged");
  CHECK(error_in(BlockHeader{0, 0, false, true}, 0) == "kDamaged");
  CHECK(error_in(BlockHeader{0, 0, true, false}, 0) == "kDamaged");
}

TEST_CASE("the last block of a streamed member may be empty") {
  const BlockHeader empty{.stored = true, .last = true};
  const BlockHeader next{.stored = true, .last = true, .continues = true};
  CHECK(error_in(empty, 0, kStreamed) == "no error");
  CHECK(error_in(empty, 1, kStreamed) == "kDamaged");
  CHECK(error_in(next, 1, kStreamed) == "no error");
  CHECK(error_in(BlockHeader{.stored = true, .continues = true}, 1, kStreamed) == "kDamaged");
  CHECK(error_in(BlockHeader{.last = true, .continues = true}, 1, kStreamed) == "kDamaged");
}

TEST_CASE("only blocks of streamed members continue others, and never the first") {
  const BlockHeader next{.text_bytes = 5, .payload_bytes = 3, .continues = true};
  CHECK(error_in(next, 1, kStreamed) == "no error");
  CHECK(error_in(next, 0, kStreamed) == "kDamaged");
  CHECK(error_in(next, 1) == "kDamaged");
}

TEST_CASE("a block has no more lines than bytes") {
  CHECK(error_in(BlockHeader{5, 3, false, true, 0, 5}) == "no error");
  CHECK(error_in(BlockHeader{5, 3, false, true, 0, 6}) == "kDamaged");
  CHECK(error_in(BlockHeader{5, 3, false, true, 0, UINT32_MAX}) == "kDamaged");
}

TEST_CASE("no block is longer than 2^24 bytes of text") {
  CHECK(error_in(header_bytes(BlockHeader{kFull, 5, false, true}, 1)) == "no error");
  CHECK(error_in(std::string("\x81\x80\x80\x80\x01\x00\x05", 7)) == "no error");  // the same
  CHECK(error_in(std::string("\x91\x80\x80\x80\x01\x00\x05", 7)) == "kDamaged");  // one byte more
  CHECK(error_in(std::string("\xf1\xff\xff\xff\x0f\x00\x05", 7)) == "kDamaged");
}

TEST_CASE("any block may be shorter than 2^24 bytes of text") {
  for (const bool last : {false, true}) {
    CHECK(error_in(BlockHeader{kFull, 5, false, last}) == "no error");
    CHECK(error_in(BlockHeader{kFull - 1, 5, false, last}) == "no error");
    CHECK(error_in(BlockHeader{1, 1, true, last}) == "no error");
  }
}

TEST_CASE("a stored payload is as long as its text") {
  CHECK(error_in(BlockHeader{100, 100, true, true}) == "no error");
  CHECK(error_in(BlockHeader{100, 99, true, true}) == "kDamaged");
  CHECK(error_in(BlockHeader{100, 101, true, true}) == "kDamaged");
}

TEST_CASE("a coded payload is shorter than its text") {
  CHECK(error_in(BlockHeader{100, 99, false, true}) == "no error");
  CHECK(error_in(BlockHeader{100, 100, false, true}) == "kDamaged");
  CHECK(error_in(BlockHeader{100, UINT32_MAX, false, true}) == "kDamaged");
}

TEST_CASE("swapped line ends save at least a byte and at most half of the text") {
  CHECK(error_in("\x55\x01\x03", 0) == "no error");
  CHECK(error_in("\x55\x02\x03", 0) == "no error");
  CHECK(error_in("\x55\x03\x03", 0) == "kDamaged");
  CHECK(error_in(std::string("\x55\x00\x03", 3), 0) == "kDamaged");
  CHECK(error_in(std::string("\x15\x00\x00", 3), 0) == "kDamaged");
  CHECK(error_in(std::string("\x15\x01\x00", 3), 0) == "kDamaged");
  CHECK(error_in(BlockHeader{kFull, 5, false, true, kFull / 2}) == "no error");
  CHECK(error_in(BlockHeader{kFull, 5, false, true, kFull / 2 + 1}) == "kDamaged");
  CHECK(error_in(BlockHeader{kFull, 5, false, true, UINT32_MAX}) == "kDamaged");
}

TEST_CASE("what is stored is not swapped") {
  CHECK(error_in("\x53\x05", 0) == "no error");
  CHECK(error_in("\x57\x01\x05", 0) == "kDamaged");
  CHECK(error_in(std::string("\x57\x00\x05", 3), 0) == "kDamaged");
  CHECK(error_in(std::string("\x07\x00\x00", 3), 0) == "kDamaged");
}

TEST_CASE("numbers not in their shortest form are damage") {
  CHECK(error_in("\x51\x01\x03") == "no error");
  CHECK(error_in(std::string("\xd1\x00\x01\x03", 4)) == "kDamaged");
  CHECK(error_in(std::string("\x51\x81\x00\x03", 4)) == "kDamaged");
  CHECK(error_in(std::string("\x51\x01\x83\x00", 4)) == "kDamaged");
  CHECK(error_in(std::string("\x55\x01\x81\x00\x03", 5)) == "kDamaged");
  CHECK(error_in("\xff\xff\xff\xff\xff\x01\x03") == "kDamaged");
}

TEST_CASE("a block header that ends early is truncated, at any byte") {
  const std::string header =
      header_bytes(BlockHeader{.text_bytes = kFull, .payload_bytes = 300, .saved_bytes = 300, .lines = 300});
  CHECK(header.size() == 11);
  for (std::size_t length = 0; length < header.size(); ++length) {
    CHECK(error_in(header.substr(0, length)) == "kTruncated");
  }
}

TEST_CASE("damage is told with its place, its kind and the remedy") {
  MemorySource source("123456\x53\x04");
  source->exactly(6);
  CHECK(test::message_of([&] { read_block_header(*source, 0, kPlain); }) ==
        "the archive is damaged at byte 6: block 0 of 5 bytes has a payload of 4; get an intact copy");
}

}  // namespace pith
