#include "base/file_content.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "support/errors.h"
#include "support/streams.h"
#include "support/temporary_folder.h"

namespace pith {

using test::bytes_of;
using test::error_of;
using test::message_of;

namespace {

std::string string_of(const ZeroedArray<std::uint8_t>& bytes) { return {bytes.data(), bytes.data() + bytes.size()}; }

}  // namespace

TEST_CASE("the content of a file begins with a page") {
  const test::TemporaryFolder folder;
  const ZeroedArray<std::uint8_t> bytes = file_content(folder.write("file", bytes_of("content")), 7);
  CHECK(string_of(bytes) == "content");
  CHECK(reinterpret_cast<std::uintptr_t>(bytes.data()) % 4096 == 0);
}

TEST_CASE("an empty file has no bytes") {
  const test::TemporaryFolder folder;
  CHECK(file_content(folder.write("empty", {}), 0).size() == 0);
  CHECK(file_beginning(folder.write("empty", {}), 4).empty());
}

TEST_CASE("what has been read does not change with the file") {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("file", bytes_of(std::string(100000, 'a')));
  const ZeroedArray<std::uint8_t> bytes = file_content(path, 100000);
  std::fstream(path, std::ios::in | std::ios::out) << "other";
  std::filesystem::resize_file(path, 10);
  CHECK(string_of(bytes) == std::string(100000, 'a'));
}

TEST_CASE("the beginning of a file has the bytes asked for, or those that there are") {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("file", bytes_of("content"));
  CHECK(file_beginning(path, 4) == bytes_of("cont"));
  CHECK(file_beginning(path, 8) == bytes_of("content"));
}

TEST_CASE("what cannot be read is an I/O error that names it") {
  const test::TemporaryFolder folder;
  const std::string missing = (folder.path() / "missing").string();
  CHECK(error_of([&] { file_content(missing, 100); }) == "kIo");
  CHECK(message_of([&] { file_content(missing, 100); }) == missing + ": cannot read it: No such file or directory");
  CHECK(error_of([&] { file_content(folder.path(), 1 << 20); }) == "kIo");
  CHECK(error_of([&] { file_content(folder.write("long", bytes_of("12345678")), 7); }) == "kIo");
}

TEST_CASE("a pipe is refused and not waited for") {
  const test::TemporaryFolder folder;
  const std::string pipe = (folder.path() / "pipe").string();
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(error_of([&] { file_content(pipe, 100); }) == "kIo");
}

}  // namespace pith
