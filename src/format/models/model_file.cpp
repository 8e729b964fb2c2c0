#include "format/models/model_file.h"

#include <algorithm>
#include <cassert>
#include <functional>

#include "format/models/model_damage.h"
#include "format/models/model_header.h"
#include "format/models/model_metadata.h"
#include "pith/error.h"

namespace pith {

namespace {

/// The header of a file of these sections, but for its identity.
ModelHeader lay_out(std::span<const ModelSection> sections) {
  ModelHeader header;
  std::size_t end = model_header_bytes(sections.size());
  for (const ModelSection& section : sections) {
    end = section_begin(end);
    if (section.bytes.size() > kMaxModelBytes - std::min(end, kMaxModelBytes)) {
      throw Error(ErrorCode::kUsage,
                  "the model is longer than " + std::to_string(kMaxModelBytes) + " bytes; train a smaller one");
    }
    header.entries.push_back({.kind = section.kind,
                              .offset = static_cast<std::uint32_t>(end),
                              .bytes = static_cast<std::uint32_t>(section.bytes.size())});
    end += section.bytes.size();
  }
  header.file_bytes = static_cast<std::uint32_t>(end);
  return header;
}

void require_zeros(const std::string& name, ByteView between) {
  if (std::ranges::any_of(between, [](std::uint8_t byte) { return byte != 0; })) {
    throw damaged_model(name, "the bytes between its sections are not zero");
  }
}

}  // namespace

std::uint64_t write_model(ByteSink& file, const ModelMetadata& metadata, std::span<const ModelSection> sections) {
  if (const std::string fault = fault_of(metadata); !fault.empty()) {
    throw Error(ErrorCode::kUsage, "this cannot be written as a model: " + fault);
  }
  const Bytes said = metadata_bytes(metadata);
  if (said.size() > kMaxMetadataBytes) {
    throw Error(ErrorCode::kUsage, "what is said about the model takes " + std::to_string(said.size()) +
                                       " bytes; shorten it to " + std::to_string(kMaxMetadataBytes));
  }
  std::vector<ModelSection> all = {{.kind = kMetadataSection, .bytes = said}};
  all.insert(all.end(), sections.begin(), sections.end());
  assert(std::ranges::is_sorted(all, std::ranges::less_equal(), &ModelSection::kind) && "kinds ascend");
  ModelHeader header = lay_out(all);
  Bytes bytes = header_bytes(header);
  bytes.reserve(header.file_bytes);
  for (const ModelSection& section : all) {
    bytes.resize(section_begin(bytes.size()));
    bytes.insert(bytes.end(), section.bytes.begin(), section.bytes.end());
  }
  header.identity = identity_of(bytes);
  std::ranges::copy(header_bytes(header), bytes.begin());
  file.write(bytes);
  file.flush();
  return header.identity;
}

ModelFile read_model(const std::string& name, ByteView file) {
  const ModelHeader header = read_model_header(name, file);
  if (file.size() < header.file_bytes) {
    throw Error(ErrorCode::kTruncated, name + ": the model ends early, at byte " + std::to_string(file.size()) +
                                           " of " + std::to_string(header.file_bytes) + "; get a complete copy");
  }
  if (file.size() > header.file_bytes) {
    throw damaged_model(name, "bytes follow its end");
  }
  if (header.identity != identity_of(file)) {
    throw damaged_model(name, "its content does not give its identity");
  }
  ModelFile model{.identity = header.identity, .metadata = {}, .sections = {}};
  std::size_t end = model_header_bytes(header.entries.size());
  for (const ModelEntry& entry : header.entries) {
    require_zeros(name, file.subspan(end, entry.offset - end));
    model.sections.push_back({.kind = entry.kind, .bytes = file.subspan(entry.offset, entry.bytes)});
    end = entry.offset + entry.bytes;
  }
  const ByteView said = model.sections.front().bytes;
  if (said.size() > kMaxMetadataBytes) {
    throw damaged_model(name, "its metadata are too long");
  }
  model.metadata = read_metadata(name, said);
  return model;
}

}  // namespace pith
