#include "base/byte_sink.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "support/errors.h"
#include "support/streams.h"

namespace pith {

using test::bytes_of;
using test::error_of;

TEST_CASE("bytes are written in order and counted") {
  std::ostringstream stream;
  ByteSink sink(stream, "the output");
  sink.write(bytes_of("one "));
  sink.write({});
  sink.write(bytes_of("two"));
  sink.flush();
  CHECK(stream.str() == "one two");
  CHECK(sink.offset() == 7);
}

TEST_CASE("a full disk is an I/O error, told with the stream's name") {
  test::FullOutput full(3);
  std::ostream stream(&full);
  ByteSink sink(stream, "the output");
  sink.write(bytes_of("abc"));
  CHECK(error_of([&] { sink.write(bytes_of("d")); }) == "kIo");
  CHECK(test::message_of([&] { sink.write(bytes_of("d")); }).find("the output") != std::string::npos);
}

TEST_CASE("a disk found full only when flushed is an I/O error") {
  test::FullOnFlush full;
  std::ostream stream(&full);
  ByteSink sink(stream, "the output");
  sink.write(bytes_of("abc"));
  CHECK(error_of([&] { sink.flush(); }) == "kIo");
}

TEST_CASE("what the system says about a failed write is passed on") {
  std::ofstream stream("/dev/full", std::ios::binary);
  if (!stream) {
    MESSAGE("no /dev/full here");
    return;
  }
  ByteSink sink(stream, "the output");
  const std::string message = test::message_of([&] {
    sink.write(bytes_of("abc"));
    sink.flush();
  });
  CHECK(message == "cannot write the output at byte 3: " + std::generic_category().message(ENOSPC));
}

}  // namespace pith
