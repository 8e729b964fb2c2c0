#pragma once

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "base/byte_sink.h"
#include "base/bytes.h"
#include "format/models/model_file.h"
#include "model/ngrams/table.h"
#include "pith/model.h"
#include "support/streams.h"

namespace pith::test {

/// The fewest metadata that a model can have.
inline ModelMetadata metadata_named(const std::string& name) {
  ModelMetadata metadata;
  metadata.name = name;
  metadata.date = "2024-02-29";
  return metadata;
}

/// A model file. Without sections it predicts as from empty.
inline Bytes model_bytes(const ModelMetadata& metadata, const std::vector<ModelSection>& sections = {}) {
  std::ostringstream stream;
  ByteSink sink(stream, "the model");
  write_model(sink, metadata, sections);
  return bytes_of(stream.str());
}

/// The n-grams of one byte, of which nothing is known.
inline Bytes smallest_ngrams() {
  Bytes section = bytes_of(std::string("\x01\0xxx\x01", 6));
  section.resize(section.size() + SuccessorCode::kSymbols - 1);
  return section;
}

inline Model model_named(const std::string& name) { return Model::from_bytes(name, model_bytes(metadata_named(name))); }

}  // namespace pith::test
