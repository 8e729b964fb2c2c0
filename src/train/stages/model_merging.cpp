#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "format/models/model_impl.h"
#include "format/models/model_metadata.h"
#include "format/models/model_section.h"
#include "pith/error.h"
#include "pith/federate.h"
#include "pith/version.h"
#include "train/network/quantiser.h"
#include "train/ngrams/known_ngrams.h"
#include "train/ngrams/writer.h"
#include "train/stages/mixing_training.h"
#include "train/stages/model_draft.h"
#include "train/stages/origin.h"
#include "train/stages/training_texts.h"

namespace pith {

namespace {

std::string name_of(const Model& model) { return model.metadata().name + " " + identity_text(model.identity()); }

std::string fact_of(const Model& model, const std::string& name) {
  for (const ModelMetadata::Fact& fact : model.metadata().facts) {
    if (fact.name == name) return fact.value;
  }
  return "";
}

Bytes copied(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

/// One of two models is being made.
class ModelMerging {
 public:
  ModelMerging(const MergeModelsOptions& options, MergeReport& report) : report_(report) {
    const bool in_order = options.first->metadata().corpus_bytes >= options.second->metadata().corpus_bytes;
    larger_ = in_order ? options.first : options.second;
    smaller_ = in_order ? options.second : options.first;
    for (const Model* model : {larger_, smaller_}) {
      if (!model->impl().section(kNgramSection).empty()) continue;
      throw Error(ErrorCode::kUsage, name_of(*model) + " has no n-grams; merge models that pith trained");
    }
  }

  const Model& larger() const { return *larger_; }
  const Model& smaller() const { return *smaller_; }

  Bytes ngrams() {
    const KnownNgrams first(larger_->impl().section(kNgramSection));
    const KnownNgrams second(smaller_->impl().section(kNgramSection));
    if (std::optional<Bytes> both = united_ngrams(first, second)) {
      are_related_ = true;
      const KnownNgrams united(*both);
      for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
        report_.contexts += united.contexts(static_cast<ContextKind>(kind)).size();
      }
      return *std::move(both);
    }
    report_.lost.push_back("the n-grams of " + name_of(*smaller_) +
                           ", as the models do not go on from a common one and rank bytes differently");
    return copied(larger_->impl().section(kNgramSection));
  }

  /// REQUIRES: ngrams() has been called.
  Bytes network() {
    const ByteView first = larger_->impl().section(kNetworkSection);
    const ByteView second = smaller_->impl().section(kNetworkSection);
    if (first.empty() || second.empty()) return copied(first.empty() ? second : first);
    const NetworkWeights weights(first);
    const NetworkWeights others(second);
    if (!are_related_ || !(weights.shape() == others.shape())) {
      report_.lost.push_back("the network of " + name_of(*smaller_) + ", as the two do not go on from a common one");
      return copied(first);
    }
    const auto known = weights.alphabet().bytes();
    NetworkFile network = dequantised(weights);
    const NetworkFile other = dequantised(others);
    const double bytes =
        static_cast<double>(larger_->metadata().corpus_bytes) + static_cast<double>(smaller_->metadata().corpus_bytes);
    const double part = bytes > 0 ? static_cast<double>(smaller_->metadata().corpus_bytes) / bytes : 0.5;
    for (std::size_t i = 0; i < network.parameters.size(); ++i) {
      network.parameters[i] += static_cast<float>(part) * (other.parameters[i] - network.parameters[i]);
    }
    report_.changed_networks = 2;
    return network_section(quantised(network, {known.begin(), known.end()}));
  }

 private:
  MergeReport& report_;
  const Model* larger_;
  const Model* smaller_;
  bool are_related_ = false;
};

ModelMetadata described(const MergeModelsOptions& options, const ModelMerging& merging) {
  ModelMetadata metadata = options.metadata;
  metadata.pith_version = version();
  describe_origin(metadata, merging.smaller());
  describe_origin(metadata, merging.larger());
  std::erase_if(metadata.facts, [](const ModelMetadata::Fact& fact) { return fact.name == "from"; });
  metadata.facts.push_back({.name = "merged", .value = name_of(merging.larger()) + ", " + name_of(merging.smaller())});
  if (const std::string network = fact_of(merging.larger(), "network"); !network.empty()) {
    metadata.facts.push_back({.name = "network", .value = network});
  }
  if (const std::string fault = fault_of(metadata); !fault.empty()) {
    throw Error(ErrorCode::kUsage, "a model cannot be described so: " + fault);
  }
  return metadata;
}

}  // namespace

MergeReport merge_models(const MergeModelsOptions& options, std::ostream& stream) {
  if (options.first == nullptr || options.second == nullptr) {
    throw Error(ErrorCode::kUsage, "there is nothing to merge; give two models");
  }
  if (options.first->identity() == options.second->identity()) {
    throw Error(ErrorCode::kUsage, "the two models are the same; give two different ones");
  }
  MergeReport report{.parties = 2, .lost = {}};
  ModelMerging merging(options, report);
  report.bytes = merging.larger().metadata().corpus_bytes + merging.smaller().metadata().corpus_bytes;
  ModelDraft draft{.metadata = described(options, merging), .network = {}};
  draft.ngrams = merging.ngrams();
  draft.network = merging.network();
  std::vector<ByteView> tuning;
  for (const TrainingText& text : options.tuning) tuning.emplace_back(text.bytes);
  const bool keeps_network = draft.network.empty() == merging.larger().impl().section(kNetworkSection).empty();
  const Model& mixed = keeps_network ? merging.larger() : merging.smaller();
  draft.mixing = train_mixing(draft.ngrams, tuning, options.threads, nullptr,
                              {.network = draft.network, .start = mixed.impl().section(kMixingSection)});
  const WrittenModel written = write_draft(draft, stream);
  report.identity = written.identity;
  report.model_bytes = written.bytes;
  return report;
}

}  // namespace pith
