#include "base/mapped_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <utility>

#include "support/errors.h"
#include "support/streams.h"
#include "support/temporary_folder.h"

namespace pith {

using test::bytes_of;
using test::error_of;
using test::message_of;
using test::string_of;

TEST_CASE("a mapped file has the bytes of the file, from a page's beginning on") {
  const test::TemporaryFolder folder;
  const MappedFile file(folder.write("file", bytes_of("content")), 7);
  CHECK(string_of(file.bytes()) == "content");
  CHECK(reinterpret_cast<std::uintptr_t>(file.bytes().data()) % 4096 == 0);
}

TEST_CASE("an empty file has no bytes") {
  const test::TemporaryFolder folder;
  CHECK(MappedFile(folder.write("empty", {}), 0).bytes().empty());
  CHECK(MappedFile().bytes().empty());
}

TEST_CASE("a mapping outlives the file's name and moves with its bytes") {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("file", bytes_of("content"));
  MappedFile file(path, 100);
  std::filesystem::remove(path);
  MappedFile other;
  other = std::move(file);
  CHECK(string_of(MappedFile(std::move(other)).bytes()) == "content");
}

TEST_CASE("what cannot be mapped is an I/O error that names it") {
  const test::TemporaryFolder folder;
  const std::string missing = (folder.path() / "missing").string();
  CHECK(error_of([&] { MappedFile(missing, 100); }) == "kIo");
  CHECK(message_of([&] { MappedFile(missing, 100); }) == missing + ": cannot read it: No such file or directory");
  CHECK(error_of([&] { MappedFile(folder.path(), 1 << 20); }) == "kIo");
  CHECK(error_of([&] { MappedFile(folder.write("long", bytes_of("12345678")), 7); }) == "kIo");
}

TEST_CASE("a pipe is refused and not waited for") {
  const test::TemporaryFolder folder;
  const std::string pipe = (folder.path() / "pipe").string();
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(error_of([&] { MappedFile(pipe, 100); }) == "kIo");
}

}  // namespace pith
