#include "format/archives/block_header.h"

#include <doctest/doctest.h>

#include "pith/predictor.h"
#include "support/archives.h"
#include "support/errors.h"

namespace pith {

using test::error_of;
using test::header_bytes;
using test::MemorySource;

namespace {

constexpr auto kFull = static_cast<std::uint32_t>(kMaxBlockBytes);

BlockHeader parse(const std::string& bytes, std::uint64_t number = 0) {
  MemorySource source(bytes);
  return read_block_header(*source, number);
}

std::string error_in(const std::string& bytes, std::uint64_t number = 0) {
  return error_of([&] { parse(bytes, number); });
}

std::string error_in(const BlockHeader& header, std::uint64_t number = 0) {
  return error_in(header_bytes(header), number);
}

}  // namespace

TEST_CASE("a block header is the tag, the bytes saved if there are any, and the length of the payload") {
  CHECK(header_bytes(BlockHeader{.text_bytes = 5, .payload_bytes = 3}) == "\x28\x03");
  CHECK(header_bytes(BlockHeader{.text_bytes = 5, .payload_bytes = 3, .last = true}) == "\x29\x03");
  CHECK(header_bytes(BlockHeader{.text_bytes = 5, .payload_bytes = 5, .stored = true, .last = true}) == "\x2b\x05");
  CHECK(header_bytes(BlockHeader{.text_bytes = 5, .payload_bytes = 3, .last = true, .saved_bytes = 2}) ==
        "\x2d\x02\x03");
  CHECK(header_bytes(BlockHeader{.text_bytes = kFull, .payload_bytes = 300}) == "\x80\x80\x80\x40\xac\x02");
}

TEST_CASE("the overhead of a text below 2 KB is 14 bytes, and 1 or 2 for swapped line ends") {
  const std::string member = header_bytes(MemberHeader{.level = 6});
  const std::string block = header_bytes(BlockHeader{.text_bytes = 2047, .payload_bytes = 2046, .last = true});
  CHECK(member.size() + block.size() + kBlockCheckBytes == 14);
  for (const std::uint32_t saved : {1U, 127U, 128U, 1023U}) {
    CHECK(header_bytes(BlockHeader{2047, 2046, false, true, saved}).size() == block.size() + (saved < 128 ? 1 : 2));
  }
}

TEST_CASE("block headers are read as they were written") {
  for (const std::uint32_t text : {1U, 31U, 32U, 4095U, 4096U, kFull - 1, kFull}) {
    for (const BlockHeader& header :
         {BlockHeader{text, text, true, true}, BlockHeader{text, text - 1, false, true},
          BlockHeader{text, text / 2, false, true}, BlockHeader{text, 0, false, true},
          BlockHeader{text, text - 1, false, true, text / 2}, BlockHeader{kFull, text, text == kFull, false}}) {
      for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 40}) {
        CHECK(parse(header_bytes(header), number) == header);
      }
    }
  }
}

TEST_CASE("an empty text is one stored block") {
  const BlockHeader empty{.text_bytes = 0, .payload_bytes = 0, .stored = true, .last = true};
  CHECK(parse(header_bytes(empty)) == empty);
  CHECK(error_in(empty, 1) == "kDamaged");
  CHECK(error_in(BlockHeader{0, 0, false, true}) == "kDamaged");
  CHECK(error_in(BlockHeader{0, 0, true, false}) == "kDamaged");
}

TEST_CASE("no block is longer than 2^24 bytes of text") {
  CHECK(error_in(header_bytes(BlockHeader{kFull, 5, false, true})) == "no error");
  CHECK(error_in("\x81\x80\x80\x40\x05") == "no error");  // the same
  CHECK(error_in("\x89\x80\x80\x40\x05") == "kDamaged");  // one byte more
  CHECK(error_in("\xf9\xff\xff\xff\x0f\x05") == "kDamaged");
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
  CHECK(error_in("\x2d\x01\x03") == "no error");
  CHECK(error_in("\x2d\x02\x03") == "no error");
  CHECK(error_in("\x2d\x03\x03") == "kDamaged");
  CHECK(error_in(std::string("\x2d\x00\x03", 3)) == "kDamaged");
  CHECK(error_in(std::string("\x0d\x00\x00", 3)) == "kDamaged");
  CHECK(error_in(std::string("\x0d\x01\x00", 3)) == "kDamaged");
  CHECK(error_in(BlockHeader{kFull, 5, false, true, kFull / 2}) == "no error");
  CHECK(error_in(BlockHeader{kFull, 5, false, true, kFull / 2 + 1}) == "kDamaged");
  CHECK(error_in(BlockHeader{kFull, 5, false, true, UINT32_MAX}) == "kDamaged");
}

TEST_CASE("what is stored is not swapped") {
  CHECK(error_in("\x2b\x05") == "no error");
  CHECK(error_in("\x2f\x01\x05") == "kDamaged");
  CHECK(error_in(std::string("\x2f\x00\x05", 3)) == "kDamaged");
  CHECK(error_in(std::string("\x07\x00\x00", 3)) == "kDamaged");
}

TEST_CASE("numbers not in their shortest form are damage") {
  CHECK(error_in("\x29\x03") == "no error");
  CHECK(error_in(std::string("\xa9\x00\x03", 3)) == "kDamaged");
  CHECK(error_in(std::string("\x29\x83\x00", 3)) == "kDamaged");
  CHECK(error_in(std::string("\x2d\x81\x00\x03", 4)) == "kDamaged");
  CHECK(error_in("\xff\xff\xff\xff\xff\x01\x03") == "kDamaged");
}

TEST_CASE("a block header that ends early is truncated, at any byte") {
  const std::string header = header_bytes(BlockHeader{.text_bytes = kFull, .payload_bytes = 300, .saved_bytes = 300});
  CHECK(header.size() == 8);
  for (std::size_t length = 0; length < header.size(); ++length) {
    CHECK(error_in(header.substr(0, length)) == "kTruncated");
  }
}

TEST_CASE("damage is told with its place, its kind and the remedy") {
  MemorySource source("123456\x29\x05");
  source->exactly(6);
  CHECK(test::message_of([&] { read_block_header(*source, 0); }) ==
        "the archive is damaged at byte 6: block 0 of 5 bytes has a payload of 5; get an intact copy");
}

}  // namespace pith
