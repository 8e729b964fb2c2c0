#include "format/models/model_metadata.h"

#include <doctest/doctest.h>

#include "support/errors.h"
#include "support/models.h"

namespace pith {

using test::bytes_of;
using test::error_of;
using test::metadata_named;
using test::string_of;

namespace {

ModelMetadata full_metadata() {
  ModelMetadata metadata = metadata_named("Small_1.0-en");
  metadata.description = "every field has a value";
  metadata.licence = "MIT";
  metadata.training_command = "pith train -o small.pithm \xc3\xa4.txt";
  metadata.pith_version = "0.1.0";
  metadata.corpus_files = UINT64_MAX;
  metadata.corpus_bytes = 1;
  metadata.corpora = {{.name = "novels", .bytes = 77, .sha256 = std::string(64, 'a')}, {}};
  metadata.held_out = {{.level = 1, .text_bytes = 5, .from_empty_millibits = 2500, .with_model_millibits = UINT32_MAX},
                       {.level = 9}};
  metadata.facts = {{.name = "language", .value = "en"}, {}};
  return metadata;
}

std::string error_in(ByteView section) {
  return error_of([&] { read_metadata("it", section); });
}

std::string error_with(const ModelMetadata& metadata) { return error_in(metadata_bytes(metadata)); }

Bytes little_endian_bytes(std::uint32_t number) {
  Bytes bytes;
  append_little_endian(bytes, number);
  return bytes;
}

}  // namespace

TEST_CASE("metadata are read as they were written") {
  CHECK(read_metadata("it", metadata_bytes(full_metadata())) == full_metadata());
  CHECK(read_metadata("it", metadata_bytes(metadata_named("x"))) == metadata_named("x"));
}

TEST_CASE("metadata are the byte order, then their fields in little-endian") {
  const std::string zeros(8, '\0');
  const std::string no_text(4, '\0');
  const std::string begin = std::string("\x01\x01\0\0\0x", 6) + no_text + no_text + no_text;
  CHECK(string_of(metadata_bytes(metadata_named("x"))) ==
        begin + std::string("\x0a\0\0\0", 4) + "2024-02-29" + no_text + zeros + zeros + no_text + no_text + no_text);
}

TEST_CASE("metadata that end early or late are damaged, at any byte") {
  Bytes section = metadata_bytes(full_metadata());
  for (std::size_t length = 0; length < section.size(); ++length) {
    CHECK(error_in(ByteView(section).first(length)) == "kDamaged");
  }
  section.push_back(0);
  CHECK(error_in(section) == "kDamaged");
}

TEST_CASE("a size that no section has is refused before anything is allocated for it") {
  for (const std::uint32_t size : {UINT32_MAX, std::uint32_t{1} << 31, std::uint32_t{1} << 20, std::uint32_t{100}}) {
    const std::string huge = string_of(little_endian_bytes(size));
    const std::string plain = string_of(metadata_bytes(metadata_named("x")));
    CHECK(error_in(bytes_of("\x01" + huge + "x")) == "kDamaged");
    for (const std::size_t from_end : {12U, 8U, 4U}) {  // the counts of the three lists
      std::string changed = plain;
      changed.replace(changed.size() - from_end, 4, huge);
      CHECK(error_in(bytes_of(changed)) == "kDamaged");
    }
  }
}

TEST_CASE("another byte order is not read") {
  Bytes section = metadata_bytes(full_metadata());
  for (const int order : {0, 2, 255}) {
    section[0] = static_cast<std::uint8_t>(order);
    CHECK(error_in(section) == "kDamaged");
  }
}

TEST_CASE("a model's name is 1 to 64 characters that are safe in the name of a file") {
  for (const std::string& name : {std::string("a"), std::string("A.b_c-9"), std::string(64, 'x')}) {
    CHECK(error_with(metadata_named(name)) == "no error");
  }
  for (const std::string& name : {std::string(), std::string(65, 'x'), std::string("a/b"), std::string("a b"),
                                  std::string("a\n"), std::string("\xc3\xa4"), std::string(1, '\0')}) {
    CHECK(error_with(metadata_named(name)) == "kDamaged");
  }
}

TEST_CASE("dates, digests and levels have the form of the format") {
  ModelMetadata metadata = metadata_named("x");
  for (const std::string date : {"", "2024-1-01", "2024-01-01 ", "20240101", "yyyy-mm-dd"}) {
    metadata.date = date;
    CHECK(error_with(metadata) == "kDamaged");
  }
  metadata = metadata_named("x");
  for (const std::string& digest : {std::string(63, 'a'), std::string(64, 'A'), std::string(64, 'g')}) {
    metadata.corpora = {{.name = "", .bytes = 0, .sha256 = digest}};
    CHECK(error_with(metadata) == "kDamaged");
  }
  metadata = metadata_named("x");
  for (const std::uint32_t level : {0U, 10U, UINT32_MAX}) {
    metadata.held_out = {{.level = level}};
    CHECK(error_with(metadata) == "kDamaged");
  }
}

}  // namespace pith
