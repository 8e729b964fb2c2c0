#include "train/stages/model_draft.h"

#include <vector>

#include "base/byte_sink.h"
#include "format/models/model_file.h"
#include "format/models/model_header.h"
#include "format/models/model_metadata.h"
#include "pith/error.h"
#include "pith/level.h"
#include "pith/version.h"
#include "train/stages/mixing_training.h"
#include "train/stages/origin.h"

namespace pith {

namespace {

constexpr std::size_t kMostSections = 4;

}  // namespace

WrittenModel write_draft(const ModelDraft& draft, std::ostream& stream) {
  ByteSink file(stream, "the model");
  std::vector<ModelSection> sections = {{kNgramSection, draft.ngrams}, {kMixingSection, draft.mixing}};
  if (!draft.network.empty()) sections.push_back({kNetworkSection, draft.network});
  const std::uint64_t identity = write_model(file, draft.metadata, sections);
  return {.identity = identity, .bytes = file.offset()};
}

ModelMetadata described(const TrainOptions& options, const NetworkFact& network) {
  ModelMetadata metadata = options.metadata;
  metadata.pith_version = version();
  if (options.from != nullptr) describe_origin(metadata, *options.from);
  if (!network.text.empty()) metadata.facts.push_back({.name = "network", .value = network.text});
  metadata.held_out.assign(distinct_levels(network.has_network).size(), {.level = 1});
  if (const std::string fault = fault_of(metadata); !fault.empty()) {
    throw Error(ErrorCode::kUsage, "a model cannot be described so: " + fault);
  }
  return metadata;
}

std::size_t room_for_ngrams(std::uint64_t max_model_bytes, const ModelMetadata& metadata, std::size_t network_bytes) {
  std::size_t others = section_begin(model_header_bytes(kMostSections));
  others = section_begin(others + metadata_bytes(metadata).size());
  others = section_begin(others + mixing_section_bytes(network_bytes > 0)) + network_bytes + 63;
  if (max_model_bytes <= others || max_model_bytes > kMaxModelBytes) {
    throw Error(ErrorCode::kUsage, "a model of at most " + std::to_string(max_model_bytes) + " bytes; allow from " +
                                       std::to_string(others + 1) + " to " + std::to_string(kMaxModelBytes));
  }
  return max_model_bytes - others;
}

}  // namespace pith
