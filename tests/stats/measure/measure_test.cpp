#include "pith/measure.h"

#include <doctest/doctest.h>

#include <sstream>

#include "stats/measure/measure_blocks.h"
#include "support/archives.h"
#include "support/errors.h"
#include "support/files.h"
#include "support/texts.h"

namespace pith {

namespace {

Measurement measured(const std::string& text, int level = 1) {
  std::istringstream in(text);
  return measure(in, {.level = level});
}

Measurement measured_in_blocks(const std::string& text, int threads, std::size_t block_bytes) {
  test::MemorySource source(text);
  return measure_blocks(*source, {.level = 1, .threads = threads}, block_bytes);
}

std::string error_measuring(const std::string& text, const MeasureOptions& options) {
  std::istringstream in(text);
  return test::error_of([&] { measure(in, options); });
}

/// The coded form of `text` is as long as the measure says. It is shorter only if it ends with zeros, which go without
/// saying, or if the text is stored.
void check_agreement(const std::string& text, int level) {
  const MemberInfo member = test::inspected(test::compressed(text, level)).at(0);
  const double ideal_bytes = measured(text, level).bits / 8;
  const auto payload_bytes = static_cast<double>(member.archive_bytes - member.overhead_bytes);
  CHECK(payload_bytes <= ideal_bytes * 1.0001 + 4);
  if (member.stored_blocks == 0 && payload_bytes > 0) {
    CHECK(payload_bytes >= ideal_bytes * 0.9999 - 4);
  }
}

}  // namespace

TEST_CASE("an empty text costs nothing") {
  const Measurement measurement = measured("");
  CHECK(measurement.bits == 0);
  CHECK(measurement.bytes == 0);
  CHECK_FALSE(measurement.perplexity_per_char());
}

TEST_CASE("a text's counts come with its cost") {
  const Measurement measurement = measured("Größe und Maß\n");
  CHECK(measurement.bytes == 17);
  CHECK(measurement.characters == 14);
  CHECK(measurement.words == 3);
  CHECK(measurement.bits > 16);
  CHECK(measurement.bits < 17 * 10);
}

TEST_CASE("the measure agrees with the archive on every shape of text") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    for (const int level : {1, 3, 6, 9}) {
      CAPTURE(level);
      check_agreement(shape.text, level);
    }
  }
}

TEST_CASE("the measure agrees with the archive on the development corpus") {
  const auto corpus = test::dev_corpus();
  if (corpus.empty()) {
    MESSAGE("no development corpus here");
  }
  for (const auto& path : corpus) {
    CAPTURE(path.string());
    check_agreement(test::read_file(path).substr(0, 65536), 1);
  }
}

TEST_CASE("a text has the cost with CRLF that it has with LF, and its own counts") {
  const Measurement lf = measured(test::repeated("a line of text\n", 30));
  const Measurement crlf = measured(test::repeated("a line of text\r\n", 30));
  CHECK(crlf.bits == lf.bits);
  CHECK(crlf.bytes == lf.bytes + 30);
  CHECK(crlf.characters == lf.characters + 30);
  CHECK(crlf.words == lf.words);
}

TEST_CASE("random bytes cost about eight bits each") {
  const Measurement measurement = measured(test::random_text(20000, 71));
  CHECK(measurement.bits_per_byte() > 7.9);
  CHECK(measurement.bits_per_byte() < 8.5);
}

TEST_CASE("neither cost nor counts depend on the number of threads") {
  const std::string text = test::repeated("a word per block edge ", 200) + test::random_text(3000, 72);
  const Measurement one = measured_in_blocks(text, 1, 500);
  for (const int threads : {2, 3, 20, 0}) {
    CAPTURE(threads);
    const Measurement many = measured_in_blocks(text, threads, 500);
    CHECK(many.bits == one.bits);
    CHECK(many.bytes == one.bytes);
    CHECK(many.characters == one.characters);
    CHECK(many.words == one.words);
  }
}

TEST_CASE("blocks cost what they would alone, and words across their edges count once") {
  const std::string text = "half and half";
  const Measurement blocks = measured_in_blocks(text, 1, 6);
  CHECK(blocks.bits == measured("half a").bits + measured("nd hal").bits + measured("f").bits);
  CHECK(blocks.words == 3);
}

TEST_CASE("progress adds up to the text while measuring") {
  std::atomic<std::uint64_t> done = 0;
  test::MemorySource source(std::string(10000, 'p') + test::repeated("\r\n", 1000));
  measure_blocks(*source, {.level = 1, .threads = 2, .text_bytes_done = &done}, 3000);
  CHECK(done == 12000);
}

TEST_CASE("levels and threads that make no sense are usage errors while measuring") {
  for (const MeasureOptions& options :
       {MeasureOptions{.level = 0}, MeasureOptions{.level = 10}, MeasureOptions{.threads = -1}}) {
    CHECK(error_measuring("text", options) == "kUsage");
  }
}

TEST_CASE("a text that cannot be read cannot be measured") {
  test::FailingInput broken("some text");
  std::istream in(&broken);
  CHECK(test::error_of([&] { measure(in, {.level = 1}); }) == "kIo");
}

}  // namespace pith
