#include "pith/train.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <sstream>
#include <tuple>
#include <utility>

#include "base/byte_sink.h"
#include "codec/line_ends.h"
#include "format/model_file.h"
#include "format/model_header.h"
#include "format/model_impl.h"
#include "format/model_metadata.h"
#include "model/plan/levels.h"
#include "model/predictor/prior.h"
#include "pith/error.h"
#include "pith/level.h"
#include "pith/version.h"
#include "train/corpus/corpus.h"
#include "train/corpus/split.h"
#include "train/ngrams/known_ngrams.h"
#include "train/ngrams/selection.h"
#include "train/ngrams/training.h"
#include "train/ngrams/writer.h"
#include "train/stages/held_out.h"
#include "train/stages/mixing_training.h"
#include "train/stages/model_network.h"
#include "train/stages/origin.h"
#include "train/stages/two_part_trials.h"

namespace pith {

namespace {

constexpr int kStages = 4;  ///< and one more where a network is trained, and one for each choice by trials
constexpr std::size_t kMostSections = 4;

/// A size to ask for is rounded up, as the metadata may tell it and so become a little longer with it.
constexpr std::uint64_t kRounding = 1000;

using Counter = std::atomic<std::uint64_t>*;

std::uint64_t bytes_of(const std::vector<TrainingText>& texts) {
  return std::accumulate(texts.begin(), texts.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const TrainingText& text) { return sum + text.bytes.size(); });
}

std::uint64_t bytes_of(const std::vector<Bytes>& texts) {
  return std::accumulate(texts.begin(), texts.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Bytes& text) { return sum + text.size(); });
}

std::vector<ByteView> views_of(const std::vector<Bytes>& texts) { return {texts.begin(), texts.end()}; }

void require_corpus(const std::vector<TrainingText>& works) {
  const std::uint64_t bytes = bytes_of(works);
  if (bytes < kMinTrainingBytes) {
    throw Error(ErrorCode::kUsage, "the corpus has " + std::to_string(bytes) + " bytes; give at least " +
                                       std::to_string(kMinTrainingBytes) + ", better a million or more");
  }
  if (bytes > kMaxTrainingBytes) {
    throw Error(ErrorCode::kUsage, "the corpus has " + std::to_string(bytes) + " bytes; give at most " +
                                       std::to_string(kMaxTrainingBytes));
  }
}

void require_metadata(const ModelMetadata& metadata) {
  if (const std::string fault = fault_of(metadata); !fault.empty()) {
    throw Error(ErrorCode::kUsage, "a model cannot be described so: " + fault);
  }
}

/// What the n-grams may take of a file that says `metadata` and has a network of so many bytes, 0 = none. `metadata`
/// has all its results, which may be zeros yet.
std::size_t most_ngram_bytes(std::uint64_t max_model_bytes, const ModelMetadata& metadata, std::size_t network_bytes) {
  std::size_t others = section_begin(model_header_bytes(kMostSections));
  others = section_begin(others + metadata_bytes(metadata).size());
  others = section_begin(others + mixing_section_bytes(network_bytes > 0)) + network_bytes + 63;
  if (max_model_bytes <= others || max_model_bytes > kMaxModelBytes) {
    throw Error(ErrorCode::kUsage, "a model of at most " + std::to_string(max_model_bytes) + " bytes; allow from " +
                                       std::to_string(others + 1) + " to " + std::to_string(kMaxModelBytes));
  }
  return max_model_bytes - others;
}

/// `most_bytes`: what the n-grams may take of a file of `max_model_bytes`.
void require_room(const KnownNgrams& known, std::uint64_t max_model_bytes, std::size_t most_bytes) {
  const std::size_t bytes = write_ngrams(known.ranks(), LearntNgrams(kContextKinds), &known).size();
  if (bytes <= most_bytes) return;
  const std::uint64_t needed = (max_model_bytes + (bytes - most_bytes) + kRounding + 63) / kRounding * kRounding;
  throw Error(ErrorCode::kUsage, "what the model to go on from knows does not fit into " +
                                     std::to_string(max_model_bytes) + " bytes; raise --max-size to at least " +
                                     std::to_string(needed));
}

void bring_to_line_feeds(std::vector<TrainingText>& works) {
  for (TrainingText& work : works) {
    if (bytes_saved_by_swap(work.bytes) > 0) work.bytes = swap_line_ends(work.bytes);
  }
}

std::uint32_t millibits(const Measurement& measurement) {
  return static_cast<std::uint32_t>(std::lround(1000 * measurement.bits_per_char()));
}

ModelMetadata::HeldOut result_of(const HeldOutCost& cost) {
  return {.level = static_cast<std::uint32_t>(cost.level),
          .text_bytes = cost.with_model.bytes,
          .from_empty_millibits = millibits(cost.from_empty),
          .with_model_millibits = millibits(cost.with_model)};
}

/// One run of train(): the stages in their order.
class Training {
 public:
  explicit Training(TrainOptions options) : options_(std::move(options)) {
    require_corpus(options_.works);
    corpus_bytes_ = bytes_of(options_.works);
    bring_to_line_feeds(options_.works);
    split_ = split_works(std::move(options_.works), options_.held_out.empty());
    report_.counted_bytes = bytes_of(split_.counted);
    report_.tuning_bytes = bytes_of(split_.tuning);
    report_.held_out = std::move(options_.held_out.empty() ? split_.held_out : options_.held_out);
    network_.emplace(options_.network, section_to_go_on_from(kNetworkSection), views_of(split_.counted));
    plan_file();
    if (const ByteView known = section_to_go_on_from(kNgramSection); !known.empty()) {
      known_.emplace(known);
      require_room(*known_, options_.max_model_bytes, most_ngram_bytes_);
    }
  }

  void learn_network() {
    if (options_.minimum_description_length && network_->is_trained()) {
      begin_stage("trying networks", 0);
      add_trials(network_->choose(views_of(split_.counted), views_of(split_.tuning), corpus_bytes_, options_.threads));
      plan_file();
    }
    if (network_->is_trained()) begin_stage("training the network", 0);
    network_section_ = network_->section(views_of(split_.counted), views_of(split_.tuning), options_.threads);
    report_.network_bytes = network_->trained_bytes();
    report_.network_cost = network_->cost();
  }

  void learn_ngrams() {
    const Corpus corpus(views_of(split_.counted));
    split_.counted = {};
    const NgramTrainingOptions options{.most_bytes = most_ngram_bytes_,
                                       .threads = options_.threads,
                                       .memory_bytes = static_cast<std::size_t>(options_.sorting_bytes),
                                       .known = known_ ? &*known_ : nullptr};
    const std::uint64_t steps = ngram_training_steps(corpus);
    AllCounts counts = count_all_ngrams(corpus, options, begin_stage("counting n-grams", steps));
    weigh_ngrams(corpus, counts, options, begin_stage("choosing n-grams", steps));
    if (options_.minimum_description_length) {
      try_sizes(corpus, counts);
    } else {
      ngrams_ = select_ngrams(corpus, counts, most_ngram_bytes_, options.known);
    }
  }

  void tune_mixing() {
    const Counter counter =
        begin_stage("tuning the mixing", plans_of_model(!network_->is_none()).size() * report_.tuning_bytes);
    mixing_ = train_mixing(ngrams_, views_of(split_.tuning), options_.threads, counter,
                           {.network = network_section_, .start = section_to_go_on_from(kMixingSection)});
  }

  void measure() {
    std::ostringstream file;
    write(file);
    const std::string bytes = std::move(file).str();
    const Model model = Model::from_bytes(metadata_.name, {bytes.begin(), bytes.end()});
    const std::vector<int> levels = distinct_levels(!network_->is_none());
    const Counter counter = begin_stage("measuring held-out text", 2 * levels.size() * bytes_of(report_.held_out));
    const std::vector<HeldOutCost> costs = measure_held_out(report_.held_out, model, levels, options_.threads, counter);
    metadata_.held_out.clear();
    for (const HeldOutCost& cost : costs) metadata_.held_out.push_back(result_of(cost));
    report_.held_out_characters = costs.front().with_model.characters;
    report_.results = metadata_.held_out;
  }

  TrainReport finish(std::ostream& model) {
    std::tie(report_.identity, report_.model_bytes) = write(model);
    return std::move(report_);
  }

 private:
  void plan_file() {
    describe();
    most_ngram_bytes_ = most_ngram_bytes(options_.max_model_bytes, metadata_, network_->section_bytes());
  }

  void add_trials(std::vector<TwoPartTrial> trials) {
    report_.trials.insert(report_.trials.end(), trials.begin(), trials.end());
  }

  void try_sizes(const Corpus& corpus, const AllCounts& counts) {
    begin_stage("trying sizes", 0);
    ChosenNgrams chosen = choose_ngrams_by_length(corpus, counts,
                                                  {.most_bytes = most_ngram_bytes_,
                                                   .other_bytes = options_.max_model_bytes - most_ngram_bytes_,
                                                   .corpus_bytes = corpus_bytes_,
                                                   .tuning = views_of(split_.tuning),
                                                   .network = network_section_,
                                                   .mixing_start = section_to_go_on_from(kMixingSection),
                                                   .known = known_ ? &*known_ : nullptr,
                                                   .threads = options_.threads});
    ngrams_ = std::move(chosen.section);
    add_trials(std::move(chosen.trials));
  }

  /// What the model will say of itself, with results of the right number and no value.
  void describe() {
    metadata_ = options_.metadata;
    metadata_.pith_version = version();
    if (options_.from != nullptr) describe_origin(metadata_, *options_.from);
    if (!network_->is_none()) metadata_.facts.push_back({.name = "network", .value = network_->description()});
    metadata_.held_out.assign(distinct_levels(!network_->is_none()).size(), {.level = 1});
    require_metadata(metadata_);
  }

  Counter begin_stage(const std::string& name, std::uint64_t total_bytes) {
    const int networks = network_->is_trained() ? (options_.minimum_description_length ? 2 : 1) : 0;
    const int count = kStages + networks + (options_.minimum_description_length ? 1 : 0);
    const TrainingStage stage{.number = ++stages_begun_, .count = count, .name = name, .total_bytes = total_bytes};
    return options_.begin_stage ? options_.begin_stage(stage) : nullptr;
  }

  ByteView section_to_go_on_from(std::uint32_t kind) const {
    return options_.from == nullptr ? ByteView() : options_.from->impl().section(kind);
  }

  /// The identity and the bytes of the file.
  std::pair<std::uint64_t, std::uint64_t> write(std::ostream& stream) const {
    ByteSink file(stream, "the model");
    std::vector<ModelSection> sections = {{kNgramSection, ngrams_}, {kMixingSection, mixing_}};
    if (!network_->is_none()) sections.push_back({kNetworkSection, network_section_});
    const std::uint64_t identity = write_model(file, metadata_, sections);
    return {identity, file.offset()};
  }

  TrainOptions options_;
  ModelMetadata metadata_;
  std::uint64_t corpus_bytes_ = 0;
  std::size_t most_ngram_bytes_ = 0;
  std::optional<KnownNgrams> known_;
  SplitWorks split_;
  std::optional<ModelNetwork> network_;
  int stages_begun_ = 0;
  Bytes network_section_;
  Bytes ngrams_;
  Bytes mixing_;
  TrainReport report_;
};

}  // namespace

TrainReport train(TrainOptions options, std::ostream& model) {
  Training training(std::move(options));
  training.learn_network();
  training.learn_ngrams();
  training.tune_mixing();
  training.measure();
  return training.finish(model);
}

}  // namespace pith
