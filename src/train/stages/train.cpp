#include "pith/train.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "base/check.h"
#include "format/models/model_impl.h"
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

constexpr std::uint64_t kOptionsSeed = 0x736b6e6172;

/// What there is to go on from; empty where there is nothing.
struct OldModel {
  explicit OldModel(const Model* from) {
    if (from == nullptr) return;
    mixing = from->impl().section(kMixingSection);
    network = from->impl().section(kNetworkSection);
    if (const ByteView section = from->impl().section(kNgramSection); !section.empty()) ngrams.emplace(section);
    name = from->metadata().name + " " + identity_text(from->identity());
    for (const ModelMetadata::Fact& fact : from->metadata().facts) {
      if (fact.name == "network" && !network.empty()) network_history = fact.value;
    }
  }

  const KnownNgrams* known() const { return ngrams ? &*ngrams : nullptr; }

  std::optional<KnownNgrams> ngrams;
  ByteView mixing;
  ByteView network;
  std::string network_history;  ///< what the model says of its network
  std::string name;             ///< and identity
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
  NetworkFact fact;
  TrainedNetwork trained;
  std::vector<TwoPartTrial> trials;
};

/// A model as it would be written, and what came of making it.
struct MadeModel {
  ModelDraft draft;
  std::vector<TwoPartTrial> trials;
  std::vector<HeldOutCost> costs;
};

/// What is told of a network that has been trained for so long.
NetworkFact fact_of(const PlannedNetwork& network, double seconds) {
  if (network.is_none()) return {};
  return {.text = description(network, seconds), .has_network = true};
}

/// Throws Error kUsage where a file with such a network has no room for what is known, or for anything.
void require_room(const TrainOptions& options, const OldModel& old, const PlannedNetwork& network) {
  const ModelMetadata metadata = described(options, fact_of(network, network.options.seconds));
  const std::size_t room = room_for_ngrams(options.max_model_bytes, metadata, network.section_bytes());
  if (!old.ngrams) return;
  const std::size_t bytes = write_ngrams(old.ngrams->ranks(), LearntNgrams(kContextKinds), old.known()).size();
  if (bytes <= room) return;
  const std::uint64_t needed = (options.max_model_bytes + (bytes - room) + kRounding + 63) / kRounding * kRounding;
  throw Error(ErrorCode::kUsage, "what the model to go on from knows does not fit into " +
                                     std::to_string(options.max_model_bytes) + " bytes; raise --max-size to at least " +
                                     std::to_string(needed));
}

/// Choosing n-grams by trials, tuning, measuring.
int stages_of_making(const TrainOptions& options) { return options.minimum_description_length ? 3 : 2; }

/// A new network is chosen by trials.
bool is_chosen(const TrainOptions& options, const PlannedNetwork& network) {
  return options.minimum_description_length && network.is_new && network.is_trained();
}

/// The network's, counting and weighing, and making the model.
int stage_count(const TrainOptions& options, const PlannedNetwork& network) {
  return (is_chosen(options, network) ? 1 : 0) + (network.is_trained() ? 1 : 0) + 2 + stages_of_making(options);
}

LearntNetwork learn_network(const Setting& setting, PlannedNetwork network, const TrainingTexts& texts) {
  const TrainOptions& options = setting.options;
  const NetworkTexts seen{.training = views_of(texts.counted), .validation = views_of(texts.tuning)};
  ChosenNetwork chosen{.network = std::move(network), .trials = {}};
  if (is_chosen(options, chosen.network)) {
    setting.stages.begin_network("trying networks");
    chosen = choose_network(std::move(chosen.network), seen, texts.corpus_bytes, options.threads);
  }
  LearntNetwork learnt{.fact = {}, .trained = {}, .trials = std::move(chosen.trials)};
  if (chosen.network.is_trained()) setting.stages.begin_network("training the network");
  learnt.trained = train_network(chosen.network, seen, options.threads, options.peers);
  learnt.trained.trained_bytes += chosen.trained_bytes;
  learnt.fact = fact_of(chosen.network, learnt.trained.seconds);
  return learnt;
}

WeighedCorpus weigh_corpus(const Setting& setting, std::vector<Bytes> texts) {
  Corpus corpus(views_of(texts));
  texts = {};
  const NgramCountingOptions options{.threads = setting.options.threads,
                                     .memory_bytes = static_cast<std::size_t>(setting.options.sorting_bytes),
                                     .peers = setting.options.peers};
  const std::uint64_t passes = ngram_training_steps(corpus) / corpus.bytes();
  const auto begin = [&](const char* stage) { return setting.stages.begin(stage, corpus.bytes(), passes); };
  AllCounts counts = count_all_ngrams(corpus, options, begin("counting n-grams"));
  WeighedCounts weighed =
      weigh_ngrams(corpus, std::move(counts), options.threads, begin("choosing n-grams"), options.peers);
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
  setting.stages.begin("trying sizes");
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
  const std::size_t plans = plans_of_model(!draft.network.empty()).size();
  return train_mixing(draft.ngrams, views_of(texts.tuning), setting.options.threads,
                      setting.stages.begin("tuning the mixing", bytes_of(texts.tuning), plans),
                      {.network = draft.network, .start = setting.old.mixing});
}

std::vector<HeldOutCost> measure_draft(const Setting& setting, const ModelDraft& draft, const TrainingTexts& texts) {
  std::ostringstream file;
  write_draft(draft, file);
  const std::string bytes = std::move(file).str();
  const Model model = Model::from_bytes(draft.metadata.name, {bytes.begin(), bytes.end()});
  const std::vector<int> levels = distinct_levels(!draft.network.empty());
  return measure_held_out(texts.held_out, model, levels, setting.options.threads,
                          setting.stages.begin("measuring held-out text", bytes_of(texts.held_out), 2 * levels.size()));
}

/// Makes all of a model but its network, which is given. Forgets `weighed` when it is of no more use, unless `again`.
MadeModel make_model(const Setting& setting, std::optional<WeighedCorpus>& weighed, bool again, ModelDraft draft,
                     const TrainingTexts& texts) {
  ChosenNgrams chosen = choose_ngrams(setting, *weighed, draft, texts);
  if (!again) weighed.reset();
  draft.ngrams = std::move(chosen.section);
  draft.mixing = tune_mixing(setting, draft, texts);
  std::vector<HeldOutCost> costs = measure_draft(setting, draft, texts);
  draft.metadata.held_out = results_of(costs);
  return {.draft = std::move(draft), .trials = std::move(chosen.trials), .costs = std::move(costs)};
}

/// A network that made the model too little better; nothing if it pays, or nothing can be told.
std::optional<LeftOutNetwork> left_out_network(const std::vector<HeldOutCost>& costs) {
  constexpr double kLeastGain = 0.01;
  const Measurement& without = costs[costs.size() - 2].with_model;
  const Measurement& with = costs.back().with_model;
  if (with.characters == 0 || with.bits <= (1 - kLeastGain) * without.bits) return std::nullopt;
  const auto characters = static_cast<double>(with.characters);
  return LeftOutNetwork{.without_network = without.bits / characters, .with_network = with.bits / characters};
}

/// The model with the network, or without it where it does not pay; `left_out` says so.
MadeModel make_paying_model(const Setting& setting, std::optional<WeighedCorpus> weighed, LearntNetwork network,
                            const TrainingTexts& texts, std::optional<LeftOutNetwork>& left_out) {
  const TrainOptions& options = setting.options;
  const bool may_be_left_out = network.fact.has_network && !options.keep_network;
  ModelDraft draft{.metadata = described(options, network.fact), .network = std::move(network.trained.section)};
  MadeModel made = make_model(setting, weighed, may_be_left_out, std::move(draft), texts);
  if (may_be_left_out) left_out = left_out_network(made.costs);
  if (!left_out) return made;
  setting.stages.add(stages_of_making(options));
  const NetworkFact fact{.text = "left out, as it was not worth 1 %: " + network.fact.text};
  return make_model(setting, weighed, false, {.metadata = described(options, fact), .network = {}}, texts);
}

std::uint64_t check_of_start(const NetworkFile& start) {
  Check check(kOptionsSeed);
  check.update(ByteView(reinterpret_cast<const std::uint8_t*>(start.parameters.data()),
                        start.parameters.size() * sizeof(float)));
  return check.digest();
}

/// Throws Error kUsage where those that train together were given different things.
void require_alike(const TrainOptions& options, const TrainingTerms& terms, const PlannedNetwork& network) {
  if (options.minimum_description_length && network.is_trained()) {
    throw Error(ErrorCode::kUsage, "--mdl chooses a network by trials that one process makes; leave it out");
  }
  Check check(kOptionsSeed);
  const auto add = [&check](const std::string& text) { check.update(Bytes(text.begin(), text.end())); };
  add(std::to_string(options.max_model_bytes) + " " + std::to_string(terms.seconds) + " " + terms.from + " ");
  add(std::to_string(options.minimum_description_length) + std::to_string(options.keep_network) + " ");
  add(std::to_string(network.options.units) + " " + std::to_string(network.options.rounds.local_steps) + " ");
  add(std::to_string(network.options.rounds.bits) + " " + std::to_string(network.options.resume) + " ");
  add(std::to_string(network.options.rounds.outer_rate) + " " + std::to_string(network.options.rounds.outer_momentum) +
      " ");
  Bytes mine;
  append_little_endian(mine, terms.corpus);
  append_little_endian(mine, check.digest());
  append_little_endian(mine, network.start ? check_of_start(*network.start) : 0);
  const std::vector<Bytes> all = options.peers->exchange(mine);
  for (std::size_t rank = 1; rank < all.size(); ++rank) {
    if (all[rank] == all.front()) continue;
    const bool same_texts = std::equal(mine.begin(), mine.begin() + 8, all[rank].begin(), all[rank].begin() + 8) &&
                            std::equal(mine.begin(), mine.begin() + 8, all.front().begin());
    throw Error(ErrorCode::kUsage, "rank " + std::to_string(rank) + " has other " +
                                       (same_texts ? "options or another checkpoint" : "texts") +
                                       " than rank 0; give all ranks the same");
  }
}

}  // namespace

TrainReport train(TrainOptions options, std::ostream& stream) {
  const OldModel old(options.from);
  TrainingTexts texts =
      training_texts(std::move(options.works), std::move(options.held_out), std::move(options.tuning));
  if (options.describe_held_out) options.describe_held_out(texts.held_out, options.metadata);
  const TrainingTerms terms{.seconds = options.network ? options.network->seconds : 0,
                            .by_length = options.minimum_description_length,
                            .from = old.name,
                            .corpus = corpus_check(texts)};
  PlannedNetwork planned = plan_network(options.network, {.section = old.network, .history = old.network_history},
                                        views_of(texts.counted), terms);
  require_room(options, old, planned);
  if (options.peers != nullptr) require_alike(options, terms, planned);
  StageTeller stages(options.begin_stage, stage_count(options, planned));
  const Setting setting{.options = options, .old = old, .stages = stages};
  TrainReport report;
  report.counted_bytes = bytes_of(texts.counted);
  report.tuning_bytes = bytes_of(texts.tuning);

  LearntNetwork network = learn_network(setting, std::move(planned), texts);
  report.network_bytes = network.trained.trained_bytes;
  report.network_cost = network.trained.cost;
  report.trials = std::move(network.trials);

  WeighedCorpus weighed = weigh_corpus(setting, std::exchange(texts.counted, {}));
  if (options.peers != nullptr && options.peers->rank() > 0) return report;
  MadeModel made = make_paying_model(setting, std::move(weighed), std::move(network), texts, report.left_out_network);
  report.trials.insert(report.trials.end(), made.trials.begin(), made.trials.end());
  if (report.left_out_network) report.network_cost.reset();
  const WrittenModel written = write_draft(made.draft, stream);
  report.identity = written.identity;
  report.model_bytes = written.bytes;
  report.held_out_characters = made.costs.front().with_model.characters;
  report.results = std::move(made.draft.metadata.held_out);
  report.held_out = std::move(texts.held_out);
  report.left_out_works = std::move(texts.left_out);
  return report;
}

}  // namespace pith
