#include "format/models/model_metadata.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <string_view>

#include "format/models/field_reader.h"
#include "format/models/field_writer.h"
#include "pith/level.h"

namespace pith {

namespace {

/// The fields in their order, which is the same for a FieldWriter and a FieldReader.
template <typename Fields, typename Metadata>
void describe(Fields& fields, Metadata& metadata) {
  fields.field(metadata.name);
  fields.field(metadata.description);
  fields.field(metadata.licence);
  fields.field(metadata.training_command);
  fields.field(metadata.date);
  fields.field(metadata.pith_version);
  fields.field(metadata.corpus_files);
  fields.field(metadata.corpus_bytes);
  fields.list(metadata.corpora, [&fields](auto& corpus) {
    fields.field(corpus.name);
    fields.field(corpus.bytes);
    fields.field(corpus.sha256);
  });
  fields.list(metadata.held_out, [&fields](auto& result) {
    fields.field(result.level);
    fields.field(result.text_bytes);
    fields.field(result.from_empty_millibits);
    fields.field(result.with_model_millibits);
  });
  fields.list(metadata.facts, [&fields](auto& fact) {
    fields.field(fact.name);
    fields.field(fact.value);
  });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name(const std::string& name) {
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '_' || c == '-';
  });
}

bool is_date(const std::string& date) {
  return std::ranges::equal(date, std::string_view("dddd-dd-dd"),
                            [](char c, char form) { return form == 'd' ? is_digit(c) : c == form; });
}

bool is_sha256(const std::string& digest) {
  return digest.empty() || (digest.size() == 64 &&
                            std::ranges::all_of(digest, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }));
}

}  // namespace

std::string fault_of(const ModelMetadata& metadata) {
  if (!is_name(metadata.name)) {
    return "its name is not 1 to 64 of A-Z a-z 0-9 . _ -";
  }
  if (!is_date(metadata.date)) {
    return "its date is not of the form YYYY-MM-DD";
  }
  if (!std::ranges::all_of(metadata.corpora, is_sha256, &ModelMetadata::Corpus::sha256)) {
    return "the SHA-256 of a corpus is not 64 hexadecimal digits";
  }
  const auto known_level = [](std::uint32_t level) {
    return level >= std::uint32_t{kMinLevel} && level <= std::uint32_t{kMaxLevel};
  };
  if (!std::ranges::all_of(metadata.held_out, known_level, &ModelMetadata::HeldOut::level)) {
    return "it has a result of a level that does not exist";
  }
  return {};
}

Bytes metadata_bytes(const ModelMetadata& metadata) {
  FieldWriter fields;
  describe(fields, metadata);
  return fields.bytes();
}

ModelMetadata read_metadata(const std::string& name, ByteView section) {
  assert(section.size() <= kMaxMetadataBytes);
  FieldReader fields(name, section);
  ModelMetadata metadata;
  describe(fields, metadata);
  if (fields.left() != 0) {
    throw damaged_model(name, "bytes follow its metadata");
  }
  if (const std::string fault = fault_of(metadata); !fault.empty()) {
    throw damaged_model(name, fault);
  }
  return metadata;
}

}  // namespace pith
