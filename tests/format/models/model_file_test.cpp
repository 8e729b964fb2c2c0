#include "format/models/model_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>

#include "base/zeroed_array.h"
#include "format/models/model_header.h"
#include "format/models/model_impl.h"
#include "pith/model.h"
#include "support/errors.h"
#include "support/models.h"
#include "support/temporary_folder.h"
#include "support/texts.h"

namespace pith {

using test::bytes_of;
using test::error_of;
using test::metadata_named;
using test::model_bytes;
using test::string_of;

namespace {

const Bytes kNgrams = bytes_of(test::random_text(100, 1));
const Bytes kMixing = bytes_of("mixing");

/// A file with every kind of section. What is in them is not looked at here.
Bytes full_model() {
  return model_bytes(metadata_named("full"),
                     {{.kind = kNgramSection, .bytes = kNgrams}, {.kind = kMixingSection, .bytes = kMixing}});
}

/// A model that predictors can start from.
Bytes usable_model() {
  return model_bytes(metadata_named("usable"), {{.kind = kNgramSection, .bytes = test::smallest_ngrams()}});
}

/// A copy of a file where read_model() wants it.
class AlignedFile {
 public:
  explicit AlignedFile(const Bytes& file) : bytes_(file.size()) { std::ranges::copy(file, bytes_.data()); }

  ByteView view() const { return {bytes_.data(), bytes_.size()}; }

 private:
  ZeroedArray<std::uint8_t> bytes_;
};

std::string error_in(const Bytes& file) {
  return error_of([&] { read_model("it", AlignedFile(file).view()); });
}

std::string message_in(const Bytes& file) {
  return test::message_of([&] { read_model("it", AlignedFile(file).view()); });
}

void set_number(Bytes& file, std::size_t offset, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i) {
    file[offset + i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
}

/// The file with the identity that its bytes give it, so that what else is wrong with it is seen.
Bytes identified(Bytes file) {
  Bytes identity;
  append_little_endian(identity, identity_of(file));
  std::copy(identity.begin(), identity.end(), file.begin() + kIdentityOffset);
  return file;
}

std::string error_with(std::size_t offset, std::uint32_t number) {
  Bytes file = full_model();
  set_number(file, offset, number);
  return error_in(identified(file));
}

constexpr std::size_t kFileBytesOffset = 16;
constexpr std::size_t kFirstEntry = 20;
constexpr std::size_t kEntryBytes = 12;

}  // namespace

TEST_CASE("sections are read as they were written, in place and aligned") {
  const AlignedFile file(full_model());
  const ModelFile model = read_model("it", file.view());
  CHECK(model.metadata == metadata_named("full"));
  REQUIRE(model.sections.size() == 3);
  CHECK(string_of(section_of(model, kNgramSection)) == string_of(kNgrams));
  CHECK(string_of(section_of(model, kMixingSection)) == string_of(kMixing));
  for (const ModelSection& section : model.sections) {
    CHECK(reinterpret_cast<std::uintptr_t>(section.bytes.data()) % 64 == 0);
  }
}

TEST_CASE("a model tells what sections its file has") {
  const Model model = Model::from_bytes("it", usable_model());
  CHECK(model.metadata() == metadata_named("usable"));
  CHECK(model.file_bytes() == usable_model().size());
  CHECK(model.memory_bytes() > model.file_bytes());
  REQUIRE(model.sections().size() == 2);
  CHECK(model.sections()[1].kind == kNgramSection);
  CHECK(model.sections()[1].bytes == test::smallest_ngrams().size());
}

TEST_CASE("a model without sections is a model") {
  const Model model = test::model_named("empty");
  CHECK(model.sections().size() == 1);
  CHECK(model.impl().section(kNgramSection).empty());
  CHECK(model.identity() != 0);
}

TEST_CASE("an empty section is kept") {
  const Model model =
      Model::from_bytes("it", model_bytes(metadata_named("x"), {{.kind = kMixingSection, .bytes = {}}}));
  REQUIRE(model.sections().size() == 2);
  CHECK(model.sections()[1].bytes == 0);
}

TEST_CASE("the same model is written as the same bytes, any other has another identity") {
  CHECK(full_model() == full_model());
  CHECK(test::model_named("a").identity() == test::model_named("a").identity());
  CHECK(test::model_named("a").identity() != test::model_named("b").identity());
}

TEST_CASE("a model file begins as the format says") {
  const Bytes file = model_bytes(metadata_named("x"));
  CHECK(string_of(ByteView(file).first(8)) == std::string("\xb6ptm\x01\x01\x01\0", 8));
  CHECK(little_endian<std::uint64_t>(ByteView(file).subspan(8)) == Model::from_bytes("it", file).identity());
  CHECK(little_endian<std::uint32_t>(ByteView(file).subspan(16)) == file.size());
  CHECK(little_endian<std::uint32_t>(ByteView(file).subspan(20)) == 0);
  CHECK(little_endian<std::uint32_t>(ByteView(file).subspan(24)) == 64);
  CHECK(little_endian<std::uint32_t>(ByteView(file).subspan(28)) == file.size() - 64);
  CHECK(looks_like_model(file.data(), 4));
  CHECK(!looks_like_model(file.data(), 3));
}

TEST_CASE("a file opened from disk is the same model") {
  const test::TemporaryFolder folder;
  const Model model = Model::open(folder.write("usable.pithm", usable_model()));
  CHECK(model.identity() == Model::from_bytes("it", usable_model()).identity());
  CHECK(string_of(model.impl().section(kNgramSection)) == string_of(test::smallest_ngrams()));
}

TEST_CASE("a copy of a model outlives the model and its file") {
  std::optional<Model> copy;
  {
    const test::TemporaryFolder folder;
    const Model model = Model::open(folder.write("usable.pithm", usable_model()));
    copy = model;
  }
  CHECK(string_of(copy->impl().section(kNgramSection)) == string_of(test::smallest_ngrams()));
}

TEST_CASE("a model that ends early says so, at any byte") {
  const Bytes file = full_model();
  for (std::size_t length = 0; length < file.size(); ++length) {
    CAPTURE(length);
    CHECK(error_in(Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length))) == "kTruncated");
  }
}

TEST_CASE("no bit of a model can change unseen") {
  const Bytes file = full_model();
  for (std::size_t bit = 0; bit < 8 * file.size(); ++bit) {
    CAPTURE(bit);
    Bytes flipped = file;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    CHECK(error_in(flipped) != "no error");
  }
}

TEST_CASE("any byte may have any value and the worst that happens is an error") {
  const Bytes file = full_model();
  for (std::size_t at = 0; at < 320; ++at) {
    for (const int value : {0, 1, 2, 0x7f, 0x80, 0xff}) {
      CAPTURE(at);
      Bytes changed = file;
      changed[at] = static_cast<std::uint8_t>(value);
      const std::string message = message_in(identified(changed));
      CHECK((message.empty() || message.starts_with("it: ")));
      CHECK(message.find('\n') == std::string::npos);
    }
  }
}

TEST_CASE("random bytes after the magic are an error") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    CHECK(error_in(identified(bytes_of("\xb6ptm\x01\x01" + test::random_text(200, seed)))) != "no error");
  }
}

TEST_CASE("what is no model is told apart from a damaged one") {
  CHECK(error_in(bytes_of("plain text")) == "kNotPith");
  CHECK(error_in(bytes_of("\xb6pth\x01\x06")) == "kNotPith");
  CHECK(error_in({}) == "kTruncated");
  CHECK(message_in(bytes_of("\xb6ptm\x01\x02")) ==
        "it: the model has format 2, this build reads formats up to 1; use a newer pith");
  CHECK(error_in(bytes_of(std::string("\xb6ptm\x01\x00", 6))) == "kDamaged");
}

TEST_CASE("bytes after the end are damage") {
  Bytes file = full_model();
  file.push_back(0);
  CHECK(error_in(file) == "kDamaged");
  CHECK(error_in(identified(file)) == "kDamaged");
}

TEST_CASE("a length that is not that of the sections is refused") {
  const auto bytes = static_cast<std::uint32_t>(full_model().size());
  CHECK(error_with(kFileBytesOffset, bytes) == "no error");
  for (const std::uint32_t length : {0U, 1U, bytes - 1, bytes + 1, (1U << 30) + 1, UINT32_MAX}) {
    CHECK(error_with(kFileBytesOffset, length) == "kDamaged");
  }
}

TEST_CASE("a directory that overlaps, leaves gaps or points outside is refused") {
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t entry = kFirstEntry + i * kEntryBytes;
    for (const std::uint32_t number : {0U, 63U, 65U, 640U, 1U << 30, UINT32_MAX - 63, UINT32_MAX}) {
      CHECK(error_with(entry + 4, number) == "kDamaged");
      CHECK(error_with(entry + 8, number) == "kDamaged");
    }
  }
}

TEST_CASE("kinds ascend from metadata, and those of newer models are refused as such") {
  CHECK(error_with(kFirstEntry, 1) == "kDamaged");
  CHECK(error_with(kFirstEntry + kEntryBytes, 0) == "kDamaged");
  CHECK(error_with(kFirstEntry + kEntryBytes, 2) == "kDamaged");
  CHECK(error_with(kFirstEntry + 2 * kEntryBytes, 1) == "kDamaged");
  for (const std::uint32_t kind : {4U, 16U, UINT32_MAX}) {
    CHECK(error_with(kFirstEntry + 2 * kEntryBytes, kind) == "kVersion");
  }
}

TEST_CASE("bytes between sections are zero") {
  Bytes file = full_model();
  file[kFirstEntry + 3 * kEntryBytes] = 1;
  CHECK(error_in(identified(file)) == "kDamaged");
}

TEST_CASE("a directory of no or too many sections is refused") {
  for (const int sections : {0, 17, 255}) {
    Bytes file = full_model();
    file[6] = static_cast<std::uint8_t>(sections);
    CHECK(error_in(identified(file)) == "kDamaged");
  }
}

TEST_CASE("a model that the format does not allow is not written") {
  CHECK(error_of([] { model_bytes(metadata_named("a/b")); }) == "kUsage");
  ModelMetadata wordy = metadata_named("wordy");
  wordy.description = std::string(std::size_t{1} << 20, 'x');
  CHECK(error_of([&] { model_bytes(wordy); }) == "kUsage");
  wordy.description.resize(wordy.description.size() - 100);
  CHECK(Model::from_bytes("it", model_bytes(wordy)).metadata() == wordy);
}

TEST_CASE("an identity is shown as 16 digits") {
  CHECK(identity_text(0x00ab00cd00ef0012) == "00ab00cd00ef0012");
  CHECK(identity_text(UINT64_MAX) == "ffffffffffffffff");
}

}  // namespace pith
