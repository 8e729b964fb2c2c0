#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>

#include "base/bytes.h"
#include "pith/train.h"

namespace pith {

/// A model before it is written.
struct ModelDraft {
  ModelMetadata metadata;
  Bytes network;  ///< its section; empty = none
  Bytes ngrams = {};
  Bytes mixing = {};
};

struct WrittenModel {
  std::uint64_t identity = 0;
  std::uint64_t bytes = 0;  ///< of the file
};

/// Throws Error kIo.
WrittenModel write_draft(const ModelDraft& draft, std::ostream& stream);

/// What is told of a model's network.
struct NetworkFact {
  std::string text;  ///< empty = nothing
  bool has_network = false;
};

/// What a model says of itself, with a place for each result. Throws Error kUsage where a model cannot say so.
ModelMetadata described(const TrainOptions& options, const NetworkFact& network);

/// What the n-grams may take of a file of `max_model_bytes` with these metadata and a network of so many bytes, 0 =
/// none. Throws Error kUsage where nothing is left.
std::size_t room_for_ngrams(std::uint64_t max_model_bytes, const ModelMetadata& metadata, std::size_t network_bytes);

}  // namespace pith
