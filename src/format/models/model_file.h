#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/byte_sink.h"
#include "base/bytes.h"
#include "format/models/model_section.h"
#include "pith/model.h"

namespace pith {

/// A model file taken apart.
struct ModelFile {
  std::uint64_t identity = 0;
  ModelMetadata metadata;
  std::vector<ModelSection> sections;  ///< all of them, views into the file
};

/// Writes a model of `metadata` and `sections`: the same bytes for the same input. Returns its identity.
/// REQUIRES: kinds ascend, are known and are not kMetadataSection.
/// Throws Error kUsage (metadata or sizes beyond the limits of the format), kIo.
std::uint64_t write_model(ByteSink& file, const ModelMetadata& metadata, std::span<const ModelSection> sections);

/// Checks all of a file and takes it apart. REQUIRES: file.data() is a multiple of 64 and outlives the result.
/// Throws Error kNotPith, kVersion, kTruncated, kDamaged, its message beginning with `name`.
ModelFile read_model(const std::string& name, ByteView file);

}  // namespace pith
