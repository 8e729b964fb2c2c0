#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "codec/coded_text.h"
#include "codec/compress_blocks.h"
#include "support/archives.h"
#include "support/errors.h"
#include "support/files.h"
#include "support/texts.h"

namespace pith {

using test::compressed;
using test::error_of;
using test::inspected;

namespace {

/// Texts of every kind, joined; longer than a few of the blocks it is cut into below.
std::string all_shapes() {
  std::string joined;
  for (const test::NamedText& shape : test::shapes()) {
    joined += shape.text;
  }
  return joined;
}

std::string compressed_in_blocks(const std::string& text, int threads, std::size_t block_bytes) {
  test::MemorySource source(text);
  std::ostringstream stream;
  ByteSink sink(stream, "the archive");
  compress_blocks(*source, sink, {.level = 1, .threads = threads, .block_bytes = block_bytes});
  return stream.str();
}

/// `text`, whose lines end in LF, with CRLF instead.
std::string error_compressing(const std::string& text, std::ostream& out, const CompressOptions& options) {
  std::istringstream in(text);
  return error_of([&] { compress(in, out, options); });
}

}  // namespace

TEST_CASE("the archive does not depend on the number of threads") {
  const std::string text = all_shapes();
  const std::size_t block_bytes = text.size() / 9;
  const std::string archive = compressed_in_blocks(text, 1, block_bytes);
  for (const int threads : {2, 3, 20, 0}) {
    CAPTURE(threads);
    CHECK(compressed_in_blocks(text, threads, block_bytes) == archive);
  }
}

TEST_CASE("an empty text is 10 bytes") {
  CHECK(compressed("", 6).substr(0, 6) == std::string("\xb6p\x86\x00\x03\x00", 6));
  CHECK(compressed("", 6).size() == 10);
}

TEST_CASE("a text that coding does not shorten is stored as it is") {
  const std::string text = test::random_text(1000, 41);
  CHECK(compressed(text) == test::stored_member(text));
}

TEST_CASE("a text that only swapping its line ends shortens is stored as it is") {
  std::string text = test::random_text(1000, 42);
  std::replace(text.begin(), text.end(), '\n', ' ');
  text += "\r\n";
  REQUIRE(coded_text(test::bytes_of(text)).saved_bytes == 1);
  std::atomic<std::uint64_t> done = 0;
  std::istringstream in(text);
  std::ostringstream out;
  compress(in, out, {.level = 1, .text_bytes_done = &done});
  CHECK(out.str() == test::stored_member(text));
  CHECK(done == text.size());
}

TEST_CASE("a coded block is shorter than its text") {
  const std::string text = test::repeated("all the same ", 50);
  const MemberInfo member = inspected(compressed(text)).at(0);
  CHECK(member.stored_blocks == 0);
  CHECK(member.archive_bytes < text.size());
}

TEST_CASE("a text costs the same with CRLF as with LF") {
  const std::string text = test::read_file(test::kSourceFolder / "corpora" / "the-tide-clerk.txt");
  const std::string crlf = test::with_crlf(text);
  REQUIRE(crlf.size() > text.size());
  for (const int level : {1, 6}) {
    CAPTURE(level);
    const MemberInfo with_lf = inspected(compressed(text, level)).at(0);
    const MemberInfo with_crlf = inspected(compressed(crlf, level)).at(0);
    CHECK(with_crlf.archive_bytes - with_crlf.overhead_bytes == with_lf.archive_bytes - with_lf.overhead_bytes);
    CHECK(with_crlf.overhead_bytes <= with_lf.overhead_bytes + 2);
    CHECK(with_crlf.archive_bytes * 100 <= with_lf.archive_bytes * 101);
  }
}

TEST_CASE("a few lines with LF among those with CRLF cost little") {
  const std::string text = test::read_file(test::kSourceFolder / "corpora" / "the-tide-clerk.txt");
  const std::size_t cut = text.size() / 50 * 49;
  const std::string mixed = test::with_crlf(text.substr(0, cut)) + text.substr(cut);
  CHECK(compressed(mixed, 6).size() * 100 <= compressed(text, 6).size() * 101);
}

TEST_CASE("totals are the bytes on both sides") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    std::istringstream in(shape.text);
    std::ostringstream out;
    const CodecTotals totals = compress(in, out, {.level = 1});
    CHECK(totals.text_bytes == shape.text.size());
    CHECK(totals.archive_bytes == out.str().size());
  }
}

TEST_CASE("streams are taken from where they stand") {
  std::istringstream in("skipped, taken");
  in.ignore(9);
  std::stringstream out;
  out << "before";
  compress(in, out, {.level = 1});
  CHECK(out.str() == "before" + compressed("taken"));
}

TEST_CASE("progress adds up to the text while compressing") {
  const std::string text = all_shapes();
  for (const int threads : {1, 3}) {
    std::atomic<std::uint64_t> done = 0;
    test::MemorySource source(text);
    std::ostringstream stream;
    ByteSink sink(stream, "the archive");
    compress_blocks(*source, sink, {.level = 1, .threads = threads, .text_bytes_done = &done, .block_bytes = 10000});
    CHECK(done == text.size());
  }
}

TEST_CASE("levels, threads and blocks that make no sense are usage errors, and nothing is written") {
  for (const CompressOptions& options :
       {CompressOptions{.level = 0}, CompressOptions{.level = 10}, CompressOptions{.level = -1},
        CompressOptions{.threads = -1}, CompressOptions{.block_bytes = kMaxBlockBytes + 1}}) {
    std::ostringstream out;
    CHECK(error_compressing("text", out, options) == "kUsage");
    CHECK(out.str().empty());
  }
}

TEST_CASE("a text that cannot be read is an I/O error") {
  test::FailingInput broken("some text");
  std::istream in(&broken);
  std::ifstream missing("no/such/file", std::ios::binary);
  std::ostringstream out;
  CHECK(error_of([&] { compress(in, out, {.level = 1}); }) == "kIo");
  CHECK(error_of([&] { compress(missing, out, {.level = 1}); }) == "kIo");
}

TEST_CASE("an archive that cannot be written is an I/O error, wherever the disk is full") {
  const std::string text = "a short text";
  for (std::size_t room = 0; room < compressed(text).size(); ++room) {
    test::FullOutput full(room);
    std::ostream out(&full);
    CHECK(error_compressing(text, out, {.level = 1}) == "kIo");
  }
  test::FullOnFlush full;
  std::ostream out(&full);
  CHECK(error_compressing(text, out, {.level = 1}) == "kIo");
}

TEST_CASE("a disk that fills while several threads work stops them all") {
  const std::string text = all_shapes();
  test::MemorySource source(text);
  test::FullOutput full(3000);
  std::ostream stream(&full);
  ByteSink sink(stream, "the archive");
  CHECK(error_of([&] { compress_blocks(*source, sink, {.level = 1, .threads = 3, .block_bytes = 5000}); }) == "kIo");
}

}  // namespace pith
