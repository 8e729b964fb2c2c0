#include "format/models/model_header.h"

#include <algorithm>
#include <cassert>

#include "base/check.h"
#include "format/models/field_reader.h"
#include "format/models/field_writer.h"
#include "format/models/model_damage.h"
#include "format/models/model_section.h"
#include "pith/error.h"
#include "pith/model.h"
#include "pith/short_name.h"

namespace pith {

namespace {

constexpr std::size_t kByteOrderOffset = 4;
constexpr std::size_t kVersionOffset = 5;
constexpr std::size_t kHeaderBytes = 20;
constexpr std::size_t kEntryBytes = 12;
constexpr std::uint64_t kIdentitySeed = 0x6d7470b6;

Error truncated(const std::string& name, std::size_t bytes) {
  return Error(ErrorCode::kTruncated,
               name + ": the model ends early, at byte " + std::to_string(bytes) + "; get a complete copy");
}

void require_known(const std::string& name, ByteView file) {
  const std::size_t magic_bytes = std::min(file.size(), kModelMagic.size());
  if (!std::equal(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(magic_bytes), kModelMagic.begin())) {
    throw Error(ErrorCode::kNotPith,
                name + ": not a pith model, it does not begin with B6 70 74 6D; 'pith train' makes models");
  }
  if (file.size() <= kVersionOffset) {
    throw truncated(name, file.size());
  }
  if (const int version = file[kVersionOffset]; version > kModelVersion) {
    throw Error(ErrorCode::kVersion, name + ": the model has format " + std::to_string(version) +
                                         ", this build reads formats up to " + std::to_string(kModelVersion) +
                                         "; use a newer pith");
  } else if (version == 0) {
    throw damaged_model(name, "there is no format 0");
  }
  if (file.size() < kHeaderBytes) {
    throw truncated(name, file.size());
  }
}

void require_known_kind(const std::string& name, std::uint32_t kind) {
  if (kind > kLastModelSectionKind) {
    throw Error(ErrorCode::kVersion, name + ": the model has a section of kind " + std::to_string(kind) +
                                         ", which this build does not know; use a newer pith");
  }
}

/// Entries are what the layout of their kinds and sizes makes them, up to the end of the file.
void require_layout(const std::string& name, const ModelHeader& header) {
  std::size_t end = model_header_bytes(header.entries.size());
  for (std::size_t i = 0; i < header.entries.size(); ++i) {
    const ModelEntry& entry = header.entries[i];
    require_known_kind(name, entry.kind);
    if (i == 0 ? entry.kind != kMetadataSection : entry.kind <= header.entries[i - 1].kind) {
      throw damaged_model(name, "its sections are out of order");
    }
    end = section_begin(end);
    if (entry.offset != end || entry.bytes > header.file_bytes - std::min<std::size_t>(end, header.file_bytes)) {
      throw damaged_model(name, "section " + std::to_string(entry.kind) + " is not where it should be");
    }
    end += entry.bytes;
  }
  if (end != header.file_bytes) {
    throw damaged_model(name, "its length is not that of its sections");
  }
}

}  // namespace

std::size_t model_header_bytes(std::size_t sections) { return kHeaderBytes + sections * kEntryBytes; }

Bytes header_bytes(const ModelHeader& header) {
  FieldWriter fields;
  fields.field(static_cast<std::uint8_t>(kModelVersion));
  fields.field(static_cast<std::uint16_t>(header.entries.size()));
  fields.field(header.identity);
  fields.field(header.file_bytes);
  for (const ModelEntry& entry : header.entries) {
    fields.field(entry.kind);
    fields.field(entry.offset);
    fields.field(entry.bytes);
  }
  Bytes bytes(kModelMagic.begin(), kModelMagic.end());
  const Bytes rest = fields.bytes();
  bytes.insert(bytes.end(), rest.begin(), rest.end());
  return bytes;
}

ModelHeader read_model_header(const std::string& name, ByteView file) {
  require_known(name, file);
  const std::size_t longest = model_header_bytes(kMaxModelSections);
  FieldReader fields(name, file.first(std::min(file.size(), longest)).subspan(kModelMagic.size()));
  std::uint8_t version = 0;
  std::uint16_t sections = 0;
  ModelHeader header;
  fields.field(version);
  fields.field(sections);
  fields.field(header.identity);
  fields.field(header.file_bytes);
  if (sections == 0 || sections > kMaxModelSections || header.file_bytes > kMaxModelBytes) {
    throw damaged_model(name, "its header is out of range");
  }
  if (file.size() < model_header_bytes(sections)) {
    throw truncated(name, file.size());
  }
  header.entries.resize(sections);
  for (ModelEntry& entry : header.entries) {
    fields.field(entry.kind);
    fields.field(entry.offset);
    fields.field(entry.bytes);
  }
  require_layout(name, header);
  return header;
}

std::uint64_t claimed_identity(ByteView file) {
  const bool known = file.size() >= kHeaderBytes && looks_like_model(file.data(), file.size()) &&
                     file[kByteOrderOffset] == 1 && file[kVersionOffset] == kModelVersion;
  return known ? little_endian<std::uint64_t>(file.subspan(kIdentityOffset)) : 0;
}

std::uint64_t identity_of(ByteView file) {
  assert(file.size() >= kIdentityEnd);
  Check check(kIdentitySeed);
  check.update(file.first(kIdentityOffset));
  check.update(file.subspan(kIdentityEnd));
  const std::uint64_t digest = check.digest();
  return digest < kLeastIdentity ? digest + kLeastIdentity : digest;
}

}  // namespace pith
