#include "base/byte_source.h"

#include <doctest/doctest.h>

#include <fstream>

#include "support/errors.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

using test::error_of;
using test::MemorySource;
using test::message_of;
using test::string_of;

TEST_CASE("bytes come in order, however they are asked for, and are counted") {
  const std::string text = test::random_text(300000, 6);
  MemorySource source(text);
  CHECK(source->byte() == static_cast<std::uint8_t>(text[0]));
  CHECK(string_of(source->exactly(2)) == text.substr(1, 2));
  CHECK(string_of(source->up_to(200000)) == text.substr(3, 200000));
  CHECK(source->offset() == 200003);
  CHECK(!source->at_end());
  CHECK(source->offset() == 200003);
  CHECK(string_of(source->up_to(1000000)) == text.substr(200003));
  CHECK(source->offset() == text.size());
  CHECK(source->at_end());
  CHECK(source->up_to(1).empty());
}

TEST_CASE("asking for no bytes gives none and touches nothing") {
  MemorySource source("x");
  CHECK(source->up_to(0).empty());
  CHECK(source->exactly(0).empty());
  CHECK(!source->at_end());
}

TEST_CASE("an empty stream is at its end") {
  MemorySource source("");
  CHECK(source->at_end());
  CHECK(source->at_end());
  CHECK(source->up_to(10).empty());
}

TEST_CASE("an end where more is required is a truncation, told with its place") {
  MemorySource source("abc");
  CHECK(error_of([&] { source->exactly(4); }) == "kTruncated");
  CHECK(error_of([&] { source->byte(); }) == "kTruncated");
  CHECK(message_of([&] { source->byte(); }) == "the input ends early, at byte 3; get a complete copy");
}

TEST_CASE("asking for more than there is does not set memory aside for it") {
  MemorySource source("abc");
  const Bytes bytes = source->up_to(std::size_t{1} << 40);
  CHECK(string_of(bytes) == "abc");
  CHECK(bytes.capacity() <= std::size_t{1} << 16);
}

TEST_CASE("a full block takes no more memory than its bytes") {
  const std::size_t block = std::size_t{1} << 20;
  MemorySource source(std::string(block + 1, 'x'));
  CHECK(source->up_to(block).capacity() == block);
}

TEST_CASE("a stream that breaks while being read is an I/O error, not an end") {
  test::FailingInput broken("abc");
  std::istream stream(&broken);
  ByteSource source(stream, "the input");
  CHECK(source.byte() == 'a');
  CHECK(error_of([&] { source.up_to(10); }) == "kIo");
}

TEST_CASE("a stream that breaks while its end is looked for is an I/O error") {
  test::FailingInput broken("");
  std::istream stream(&broken);
  ByteSource source(stream, "the input");
  CHECK(error_of([&] { source.at_end(); }) == "kIo");
}

TEST_CASE("a file that could not be opened is an I/O error, not an empty text") {
  std::ifstream file("no/such/file", std::ios::binary);
  ByteSource source(file, "the input");
  CHECK(error_of([&] { source.up_to(1); }) == "kIo");
  CHECK(error_of([&] { source.at_end(); }) == "kIo");
}

}  // namespace pith
