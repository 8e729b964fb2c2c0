#include "pith/train.h"

#include <cmath>
#include <iterator>
#include <optional>
#include <sstream>
#include <utility>

#include "format/model_impl.h"
#include "model/plan/levels.h"
#include "pith/error.h"
#include "pith/level.h"
#include "train/corpus/corpus.h"
#include "train/ngrams/known_ngrams.h"
#include "train/ngrams/selection.h"
#include "train/ngrams/training.h"
#include "train/ngrams/writer.h"
#include "train/stages/held_out.h"
#include "train/stages/mixing_training.h"
#include "train/stages/model_draft.h"
#include "train/stages/network_stage.h"
#include "train/stages/stage_teller.h"
#include "train/stages/training_texts.h"
#include "train/stages/two_part_trials.h"

namespace pith {

namespace {

/// A size to ask for is rounded up, as the metadata may tell it and so become a little longer with it.
constexpr std::uint64_t kRounding = 1000;

/// What there is to go on from; empty where there is nothing.
struct OldModel {
  explicit OldModel(const Model* from) {
    if (from == nullptr) return;
    mixing = from->impl().section(kMixingSection);
    network = from->impl().section(kNetworkSection);
    if (const ByteView section = from->impl().section(kNgramSection); !section.empty()) ngrams.emplace(section);
  }

  const KnownNgrams* known() const { return ngrams ? &*ngrams : nullptr; }

  std::optional<KnownNgrams> ngrams;
  ByteView mixing;
  ByteView network;
};

/// What all stages read.
struct Setting {
  const TrainOptions& options;
  const OldModel& old;
  StageTeller& stages;
};

/// The texts that n-grams are counted in, and the counts.
struct WeighedCorpus {
  Corpus corpus;
  WeighedCounts counts;
};

struct LearntNetwork {
  std::string description;  ///< empty = none
  TrainedNetwork trained;
  std::vector<TwoPartTrial> trials;
};

void append(std::vector<TwoPartTrial>& trials, std::vector<TwoPartTrial> more) {
  trials.insert(trials.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Throws Error kUsage where a file with such a network has no room for what is known, or for anything.
void require_room(const TrainOptions& options, const OldModel& old, const PlannedNetwork& network) {
  const ModelMetadata metadata = described(options, network.is_none() ? "" : network.description());
  const std::size_t room = room_for_ngrams(options.max_model_bytes, metadata, network.section_bytes());
  if (!old.ngrams) return;
  const std::size_t bytes = write_ngrams(old.ngrams->ranks(), LearntNgrams(kContextKinds), old.known()).size();
  if (bytes <= room) return;
  const std::uint64_t needed = (options.max_model_bytes + (bytes - room) + kRounding + 63) / kRounding * kRounding;
  throw Error(ErrorCode::kUsage, "what the model to go on from knows does not fit into " +
                                     std::to_string(options.max_model_bytes) + " bytes; raise --max-size to at least " +
                                     std::to_string(needed));
}

/// Counting, choosing, tuning, measuring; and one for the network where it is trained, one for each choice by trials.
int stage_count(const TrainOptions& options, const PlannedNetwork& network) {
  const int choices = options.minimum_description_length ? 1 : 0;
  return 4 + choices + (network.is_trained() ? 1 + choices : 0);
}

LearntNetwork learn_network(const Setting& setting, PlannedNetwork network, const TrainingTexts& texts) {
  const TrainOptions& options = setting.options;
  const NetworkTexts seen{.training = views_of(texts.counted), .validation = views_of(texts.tuning)};
  ChosenNetwork chosen{.network = std::move(network), .trials = {}};
  if (options.minimum_description_length && chosen.network.is_trained()) {
    setting.stages.begin("trying networks", 0);
    chosen = choose_network(std::move(chosen.network), seen, texts.corpus_bytes, options.threads);
  }
  LearntNetwork learnt{.description = {}, .trained = {}, .trials = std::move(chosen.trials)};
  if (chosen.network.is_none()) return learnt;
  learnt.description = chosen.network.description();
  if (chosen.network.is_trained()) setting.stages.begin("training the network", 0);
  learnt.trained = train_network(std::move(chosen.network), seen, options.threads);
  learnt.trained.trained_bytes += chosen.trained_bytes;
  return learnt;
}

WeighedCorpus weigh_corpus(const Setting& setting, std::vector<Bytes> texts) {
  Corpus corpus(views_of(texts));
  texts = {};
  const NgramCountingOptions options{.threads = setting.options.threads,
                                     .memory_bytes = static_cast<std::size_t>(setting.options.sorting_bytes)};
  const std::uint64_t steps = ngram_training_steps(corpus);
  AllCounts counts = count_all_ngrams(corpus, options, setting.stages.begin("counting n-grams", steps));
  WeighedCounts weighed =
      weigh_ngrams(corpus, std::move(counts), options.threads, setting.stages.begin("choosing n-grams", steps));
  return {.corpus = std::move(corpus), .counts = std::move(weighed)};
}

/// The n-grams of a model with that description and network.
ChosenNgrams choose_ngrams(const Setting& setting, const WeighedCorpus& weighed, const ModelDraft& draft,
                           const TrainingTexts& texts) {
  const TrainOptions& options = setting.options;
  const std::size_t room = room_for_ngrams(options.max_model_bytes, draft.metadata, draft.network.size());
  const NgramsOfSize ngrams_of = [&](std::size_t most_bytes) {
    return select_ngrams(weighed.corpus, weighed.counts, most_bytes, setting.old.known());
  };
  if (!options.minimum_description_length) return {.section = ngrams_of(room), .trials = {}};
  setting.stages.begin("trying sizes", 0);
  const auto trial_of = [&](const Bytes& ngrams) {
    TwoPartTrial trial{.part = TwoPartTrial::Part::kNgrams, .setting = static_cast<double>(ngrams.size())};
    trial.bits_per_byte = judged_bits_per_byte(ngrams, {.network = draft.network, .start = setting.old.mixing},
                                               views_of(texts.tuning), options.threads);
    trial.model_bits = 8 * static_cast<double>(options.max_model_bytes - room + ngrams.size());
    trial.data_bits = trial.bits_per_byte * static_cast<double>(texts.corpus_bytes);
    return trial;
  };
  return choose_ngrams_by_length(room, ngrams_of, trial_of);
}

Bytes tune_mixing(const Setting& setting, const ModelDraft& draft, const TrainingTexts& texts) {
  const std::uint64_t steps = plans_of_model(!draft.network.empty()).size() * bytes_of(texts.tuning);
  return train_mixing(draft.ngrams, views_of(texts.tuning), setting.options.threads,
                      setting.stages.begin("tuning the mixing", steps),
                      {.network = draft.network, .start = setting.old.mixing});
}

std::vector<HeldOutCost> measure_draft(const Setting& setting, const ModelDraft& draft, const TrainingTexts& texts) {
  std::ostringstream file;
  write_draft(draft, file);
  const std::string bytes = std::move(file).str();
  const Model model = Model::from_bytes(draft.metadata.name, {bytes.begin(), bytes.end()});
  const std::vector<int> levels = distinct_levels(!draft.network.empty());
  const std::uint64_t steps = 2 * levels.size() * bytes_of(texts.held_out);
  return measure_held_out(texts.held_out, model, levels, setting.options.threads,
                          setting.stages.begin("measuring held-out text", steps));
}

}  // namespace

TrainReport train(TrainOptions options, std::ostream& stream) {
  const OldModel old(options.from);
  TrainingTexts texts = training_texts(std::move(options.works), std::move(options.held_out));
  PlannedNetwork planned = plan_network(options.network, old.network, views_of(texts.counted));
  require_room(options, old, planned);
  StageTeller stages(options.begin_stage, stage_count(options, planned));
  const Setting setting{.options = options, .old = old, .stages = stages};
  TrainReport report;
  report.counted_bytes = bytes_of(texts.counted);
  report.tuning_bytes = bytes_of(texts.tuning);

  LearntNetwork network = learn_network(setting, std::move(planned), texts);
  report.network_bytes = network.trained.trained_bytes;
  report.network_cost = network.trained.cost;
  report.trials = std::move(network.trials);

  ModelDraft draft{.metadata = described(options, network.description), .network = std::move(network.trained.section)};
  ChosenNgrams chosen = choose_ngrams(setting, weigh_corpus(setting, std::exchange(texts.counted, {})), draft, texts);
  append(report.trials, std::move(chosen.trials));
  draft.ngrams = std::move(chosen.section);
  draft.mixing = tune_mixing(setting, draft, texts);

  const std::vector<HeldOutCost> costs = measure_draft(setting, draft, texts);
  report.held_out_characters = costs.front().with_model.characters;
  report.results = results_of(costs);
  draft.metadata.held_out = report.results;
  const WrittenModel written = write_draft(draft, stream);
  report.identity = written.identity;
  report.model_bytes = written.bytes;
  report.held_out = std::move(texts.held_out);
  return report;
}

}  // namespace pith
