#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "pith/export.h"
#include "pith/model.h"
#include "pith/train.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// What a party learns from texts of its own beyond a model, to be merged with what others learnt.
struct UpdateOptions {
  std::vector<TrainingText> works;  ///< as those of TrainOptions; what occurs in one of them only is not in the update
  const Model* base = nullptr;      ///< outlives learning
  std::string party;                ///< 1 to 64 of A-Z a-z 0-9 . _ -
  double seconds = 0;               ///< how long the network of `base` is trained on; 0 = not at all
  int bits = 4;                     ///< of a number of the network's change: 2, 4, 8, or 32: floats
  /// What was left out of the last change by rounding, as UpdateReport has it; empty = nothing. It goes into this one.
  std::vector<std::uint8_t> rest;
  std::uint64_t max_ngram_bytes = 1'000'000;  ///< about, as a model would have them; 0 = none
  std::uint64_t sorting_bytes = 3'000'000'000;
  int threads = 1;  ///< 0 = one per core
  std::function<void(const NetworkProgress&)> on_progress;
  std::function<std::atomic<std::uint64_t>*(const TrainingStage&)> begin_stage;
};

struct UpdateReport {
  std::uint64_t bytes = 0;  ///< of the update
  std::uint64_t works = 0;
  std::uint64_t counted_bytes = 0;
  std::uint64_t network_bytes = 0;         ///< of text that the network was trained on
  std::uint64_t contexts = 0;              ///< of n-grams
  std::uint64_t ngram_bytes = 0;           ///< that they take, coded
  double ngram_ideal_bits = 0;             ///< the same by the model that codes them
  std::uint64_t network_numbers = 0;       ///< that the change has
  std::uint64_t network_change_bytes = 0;  ///< that it takes, coded
  double network_ideal_bits = 0;           ///< the same by the model that codes it, without the steps
  std::vector<std::uint8_t> rest;          ///< for the next update: it stays with the party
};

/// Writes an update (docs/format/UPDATE.md). Throws Error kUsage (options, too little or too much text), kIo.
UpdateReport learn_update(UpdateOptions options, std::ostream& update);

/// An update as a file has it.
struct NamedUpdate {
  std::string name;  ///< that messages call it by
  std::vector<std::uint8_t> bytes;
};

struct MergeOptions {
  const Model* base = nullptr;  ///< what the updates were learnt beyond
  std::vector<NamedUpdate> updates;
  int min_parties = 1;               ///< n-grams that fewer parties have are left out
  std::vector<TrainingText> tuning;  ///< what the mixing is tuned on; empty: it stays that of the base
  std::uint64_t max_model_bytes = 16'000'000;
  int threads = 1;
  ModelMetadata metadata;  ///< what the model says of itself, but for `pith_version` and where it comes from
};

struct MergeReport {
  std::uint64_t identity = 0;
  std::uint64_t model_bytes = 0;
  std::uint64_t parties = 0;
  std::uint64_t bytes = 0;              ///< of text that the parties counted in
  std::uint64_t contexts = 0;           ///< of n-grams that enough parties have, different ones
  std::uint64_t left_out_contexts = 0;  ///< that fewer have
  std::uint64_t changed_networks = 0;   ///< updates that have a change of the network
  std::vector<std::string> lost;        ///< what could not be merged, in sentences
};

/// Adds updates up to a model: the network is moved by the mean of their changes, weighed by the bytes of each party's
/// texts (FedAvg, McMahan et al. 2017), and n-grams are united. Throws Error kUsage (options; an update of another
/// base, or two of one party), kNotPith, kVersion, kTruncated, kDamaged (an update), kIo.
MergeReport merge_updates(const MergeOptions& options, std::ostream& model);

struct MergeModelsOptions {
  const Model* first = nullptr;
  const Model* second = nullptr;
  std::vector<TrainingText> tuning;  ///< what the mixing is tuned on; empty: it stays that of the larger one
  int threads = 1;
  ModelMetadata metadata;  ///< as in MergeOptions
};

/// Makes one of two finished models. Such that go on from a common one have their n-grams united and their networks
/// averaged, by the bytes of their corpora. Of others, the n-grams and the network of the one with the larger corpus
/// stay; MergeReport::lost says what did not. Throws Error kUsage (a model without n-grams; metadata), kIo.
MergeReport merge_models(const MergeModelsOptions& options, std::ostream& model);

/// True if a file that begins so is an update.
bool looks_like_update(const void* prefix, std::size_t size);

}  // namespace pith
