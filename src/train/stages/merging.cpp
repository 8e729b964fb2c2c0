#include <algorithm>
#include <ostream>
#include <set>
#include <utility>

#include "format/models/model_impl.h"
#include "format/models/model_metadata.h"
#include "format/models/model_section.h"
#include "pith/error.h"
#include "pith/federate.h"
#include "pith/version.h"
#include "train/exchange/network_change.h"
#include "train/exchange/united_counts.h"
#include "train/exchange/update.h"
#include "train/network/quantiser.h"
#include "train/ngrams/known_ngrams.h"
#include "train/ngrams/selection.h"
#include "train/stages/mixing_training.h"
#include "train/stages/model_draft.h"
#include "train/stages/origin.h"
#include "train/stages/training_texts.h"

namespace pith {

namespace {

/// The updates, each of the base and of a party of its own.
std::vector<Update> read_updates(const MergeOptions& options) {
  std::vector<Update> updates;
  std::set<std::string> parties;
  for (const NamedUpdate& named : options.updates) {
    Update update = read_update(named.name, named.bytes);
    if (update.base != options.base->identity()) {
      throw Error(ErrorCode::kUsage, named.name + ": the update is of the model " + identity_text(update.base) +
                                         ", not of " + options.base->metadata().name + " " +
                                         identity_text(options.base->identity()) + "; merge it into that one");
    }
    if (!parties.insert(update.party).second) {
      throw Error(ErrorCode::kUsage,
                  named.name + ": the party " + update.party + " has another update here; give one of each party");
    }
    if (update.bits != 0 && options.base->impl().section(kNetworkSection).empty()) {
      throw Error(ErrorCode::kUsage, named.name + ": changes a network, which the base does not have");
    }
    updates.push_back(std::move(update));
  }
  return updates;
}

std::uint64_t bytes_of_changes(const std::vector<Update>& updates) {
  std::uint64_t bytes = 0;
  for (const Update& update : updates) bytes += update.bits != 0 ? std::max<std::uint64_t>(update.bytes, 1) : 0;
  return bytes;
}

/// The network of the base, moved by the mean of the changes.
Bytes merged_network(const MergeOptions& options, const std::vector<Update>& updates) {
  const ByteView section = options.base->impl().section(kNetworkSection);
  const std::uint64_t all = bytes_of_changes(updates);
  if (all == 0) return {section.begin(), section.end()};
  const NetworkWeights weights(section);
  NetworkFile network = dequantised(weights);
  const NetworkLayout layout(network.shape);
  for (std::size_t i = 0; i < updates.size(); ++i) {
    const Update& update = updates[i];
    if (update.bits == 0) continue;
    const auto share =
        static_cast<float>(static_cast<double>(std::max<std::uint64_t>(update.bytes, 1)) / static_cast<double>(all));
    add_coded_change(options.updates[i].name, layout, update.bits, update.change, share, network.parameters);
  }
  const std::span<const std::uint8_t> known = weights.alphabet().bytes();
  return network_section(quantised(network, {known.begin(), known.end()}));
}

ModelMetadata described(const MergeOptions& options, const std::vector<Update>& updates) {
  ModelMetadata metadata = options.metadata;
  metadata.pith_version = version();
  for (const Update& update : updates) {
    metadata.corpora.push_back({.name = "party " + update.party, .bytes = update.bytes, .sha256 = {}});
    metadata.corpus_files += update.works;
    metadata.corpus_bytes += update.bytes;
  }
  describe_origin(metadata, *options.base);
  std::string merged = std::to_string(updates.size()) + (updates.size() == 1 ? " update" : " updates");
  merged += ", n-grams of " + std::to_string(options.min_parties) +
            (options.min_parties == 1 ? " party or more" : " parties or more");
  metadata.facts.push_back({.name = "merged", .value = merged});
  for (const ModelMetadata::Fact& fact : options.base->metadata().facts) {
    if (fact.name == "network") metadata.facts.push_back(fact);
  }
  if (const std::string fault = fault_of(metadata); !fault.empty()) {
    throw Error(ErrorCode::kUsage, "a model cannot be described so: " + fault);
  }
  return metadata;
}

Bytes merged_ngrams(const MergeOptions& options, UnitedCounts united, std::size_t room) {
  const ByteView section = options.base->impl().section(kNgramSection);
  const KnownNgrams known(section);
  const RankingByteOf ranking_byte_of = [](ContextKind, const CountedContext& context) { return context.position; };
  return select_more_ngrams(ranking_byte_of, WeighedCounts::added_up(std::move(united.ngrams)), room, known);
}

}  // namespace

MergeReport merge_updates(const MergeOptions& options, std::ostream& stream) {
  if (options.base == nullptr || options.updates.empty()) {
    throw Error(ErrorCode::kUsage, "there is nothing to merge; give a model and updates of it");
  }
  if (options.min_parties < 1 || static_cast<std::size_t>(options.min_parties) > options.updates.size()) {
    throw Error(ErrorCode::kUsage, "n-grams of at least " + std::to_string(options.min_parties) + " parties, of " +
                                       std::to_string(options.updates.size()) + "; choose a number up to that");
  }
  if (options.base->impl().section(kNgramSection).empty()) {
    throw Error(ErrorCode::kUsage, "the model to merge into has no n-grams; merge into one that pith trained");
  }
  const std::vector<Update> updates = read_updates(options);
  MergeReport report{.parties = updates.size(), .lost = {}};
  for (const Update& update : updates) {
    report.bytes += update.bytes;
    report.changed_networks += update.bits != 0 ? 1 : 0;
  }
  ModelDraft draft{.metadata = described(options, updates), .network = merged_network(options, updates)};
  UnitedCounts united = united_counts(updates, static_cast<std::uint32_t>(options.min_parties));
  report.contexts = united.kept;
  report.left_out_contexts = united.left_out;
  draft.ngrams = merged_ngrams(options, std::move(united),
                               room_for_ngrams(options.max_model_bytes, draft.metadata, draft.network.size()));
  std::vector<ByteView> tuning;
  for (const TrainingText& text : options.tuning) tuning.emplace_back(text.bytes);
  draft.mixing = train_mixing(draft.ngrams, tuning, options.threads, nullptr,
                              {.network = draft.network, .start = options.base->impl().section(kMixingSection)});
  const WrittenModel written = write_draft(draft, stream);
  report.identity = written.identity;
  report.model_bytes = written.bytes;
  return report;
}

bool looks_like_update(const void* prefix, std::size_t size) {
  return looks_like_update(ByteView(static_cast<const std::uint8_t*>(prefix), size));
}

}  // namespace pith
