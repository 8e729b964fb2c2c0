#include "train/stages/network_stage.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "model/network/network_weights.h"
#include "model/network_kernels/network_limits.h"
#include "pith/error.h"
#include "train/network/cost.h"
#include "train/network/quantiser.h"
#include "train/network/training.h"
#include "train/stages/two_part_trials.h"

namespace pith {

namespace {

static_assert(NetworkOptions::kMaxUnits == pith::kMaxUnits);
static_assert(NetworkOptions::kUnitsTogether == pith::kUnitsTogether);

constexpr std::size_t kLongestHistory = 400;
const std::string kLongHistory = "trained several times";
constexpr double kTrialsInATime = 10;  ///< so much of the time each trial takes

void require(const NetworkOptions& options) {
  if (options.units > NetworkOptions::kMaxUnits || options.units % NetworkOptions::kUnitsTogether != 0) {
    throw Error(ErrorCode::kUsage, "a network of " + std::to_string(options.units) + " units; give a multiple of " +
                                       std::to_string(NetworkOptions::kUnitsTogether) + ", at most " +
                                       std::to_string(NetworkOptions::kMaxUnits));
  }
  if (!(options.seconds >= 0) || options.seconds > 1e8) {
    throw Error(ErrorCode::kUsage, "a network cannot be trained for so long; give a time of at most three years");
  }
  if (options.resume && !options.start) throw Error(ErrorCode::kUsage, "there is no checkpoint to go on from");
  if (options.seconds == 0 && !options.start) {
    throw Error(ErrorCode::kUsage, "a network that is not trained needs a file to come from");
  }
}

/// Of the network that is there already.
void require_units(std::uint32_t asked, std::uint32_t units, const std::string& network) {
  if (asked == 0 || asked == units) return;
  throw Error(ErrorCode::kUsage, network + " has " + std::to_string(units) + " units, not " + std::to_string(asked) +
                                     "; leave --units out to go on with it");
}

Bytes united(const Bytes& a, const Bytes& b) {
  Bytes both;
  std::ranges::set_union(a, b, std::back_inserter(both));
  return both;
}

/// Goes on with a checkpoint, which says how.
void resume(PlannedNetwork& network, bool has_old_network) {
  const NetworkOptions& options = network.options;
  const CheckpointRecord record = read_checkpoint(options.start_name, *options.start);
  const bool was_new = record.origin.empty() && !has_old_network;
  const std::uint32_t units = options.units == 0 && was_new ? NetworkOptions::kDefaultUnits : options.units;
  require_same(options.start_name, record, network.record.terms, units);
  network.start = read_network_file(options.start_name, *options.start);
  network.options.seconds = record.seconds;
  network.options.weight_decay = record.weight_decay;
  network.record = record;
}

/// The trials of choose_network().
class NetworkTrials {
 public:
  NetworkTrials(const PlannedNetwork& network, const NetworkTexts& texts, std::uint64_t corpus_bytes, int threads)
      : symbols_(network.symbols.size()), texts_(texts), corpus_bytes_(corpus_bytes), threads_(threads) {}

  /// One of `options`, that `part` was set to `setting` in.
  TwoPartTrial run(TwoPartTrial::Part part, double setting, const NetworkOptions& options) {
    const NetworkTrainingResult result =
        train_parameters(texts_.training, texts_.validation, new_network(options.units), options, threads_);
    trained_bytes_ += result.bytes;
    TwoPartTrial trial{.part = part, .setting = setting, .bits_per_byte = result.bits_per_byte};
    trial.model_bits = 8 * static_cast<double>(network_section_bytes(result.network.shape, symbols_));
    trial.data_bits = trial.bits_per_byte * static_cast<double>(corpus_bytes_);
    return trial;
  }

  std::uint64_t trained_bytes() const { return trained_bytes_; }

 private:
  std::size_t symbols_;
  const NetworkTexts& texts_;
  std::uint64_t corpus_bytes_;
  int threads_;
  std::uint64_t trained_bytes_ = 0;
};

/// A tenth of the time, and no reports or checkpoints.
NetworkOptions options_of_trials(const NetworkOptions& options) {
  NetworkOptions trials = options;
  trials.seconds = options.seconds / kTrialsInATime;
  trials.on_progress = nullptr;
  trials.on_checkpoint = nullptr;
  return trials;
}

/// Training's options, with checkpoints that say how the network is trained.
NetworkOptions options_of_training(const PlannedNetwork& network) {
  NetworkOptions options = network.options;
  if (!options.on_checkpoint) return options;
  CheckpointRecord record = network.record;
  record.seconds = options.seconds;
  record.weight_decay = options.weight_decay;
  options.on_checkpoint = [record, take = network.options.on_checkpoint](const Bytes& file) {
    take(checkpoint_bytes(file, record));
  };
  return options;
}

}  // namespace

std::size_t PlannedNetwork::section_bytes() const {
  return start ? network_section_bytes(start->shape, symbols.size()) : kept.size();
}

PlannedNetwork plan_network(const std::optional<NetworkOptions>& options, const NetworkOrigin& from,
                            const std::vector<ByteView>& texts, const TrainingTerms& terms) {
  PlannedNetwork network;
  network.record.terms = terms;
  network.history = from.history;
  if (!options) {
    network.kept = from.section;
    return network;
  }
  require(*options);
  network.options = *options;
  network.symbols = frequent_bytes(texts);
  if (options->resume) {
    resume(network, !from.section.empty());
  } else if (options->start) {
    network.start = read_network_file(options->start_name, *options->start);
    network.start->progress = 0;
    network.record.origin = options->start_name;
    require_units(options->units, network.start->shape.hidden, options->start_name);
  } else if (!from.section.empty()) {
    const NetworkWeights weights(from.section);
    network.start = dequantised(weights);
    network.symbols = united(network.symbols, {weights.alphabet().bytes().begin(), weights.alphabet().bytes().end()});
    require_units(options->units, network.start->shape.hidden, "the network of the model to go on from");
  } else {
    network.start = new_network(options->units == 0 ? NetworkOptions::kDefaultUnits : options->units);
    network.is_new = true;
  }
  if (const Bytes& known = network.start->known; !known.empty()) {
    network.symbols = network.is_trained() ? united(network.symbols, known) : known;
  }
  network.options.units = network.start->shape.hidden;
  if (!options->resume) network.record.units = network.options.units;
  if (!network.record.origin.empty()) network.history = "from " + network.record.origin;
  return network;
}

std::string description(const PlannedNetwork& network, double seconds) {
  const bool has_start = network.start.has_value();
  const std::uint32_t units = has_start ? network.options.units : NetworkWeights(network.kept).shape().hidden;
  std::string text = std::to_string(units) + " units";
  const std::string& history = network.history.size() > kLongestHistory ? kLongHistory : network.history;
  if (history.starts_with(text)) {
    text = history;
  } else if (!history.empty()) {
    text += ", " + history;
  }
  if (!network.is_trained()) return text;
  text += history.empty() ? ", trained for " : ", then trained for ";
  return text + std::to_string(std::lround(std::min(seconds, network.options.seconds))) + " s";
}

ChosenNetwork choose_network(PlannedNetwork network, const NetworkTexts& texts, std::uint64_t corpus_bytes,
                             int threads) {
  using Part = TwoPartTrial::Part;
  if (!network.is_new) return {.network = std::move(network), .trials = {}};
  NetworkTrials trials(network, texts, corpus_bytes, threads);
  NetworkOptions options = options_of_trials(network.options);
  std::vector<TwoPartTrial> widths;
  for (std::uint32_t units = options.units; widths.size() < 3 && units >= NetworkOptions::kUnitsTogether;
       units = units / 2 / NetworkOptions::kUnitsTogether * NetworkOptions::kUnitsTogether) {
    options.units = units;
    widths.push_back(trials.run(Part::kUnits, units, options));
  }
  const TwoPartTrial& width = widths[choose_shortest(widths)];
  options.units = static_cast<std::uint32_t>(width.setting);
  std::vector<TwoPartTrial> decays = {width};
  decays.front().part = Part::kWeightDecay;
  decays.front().setting = options.weight_decay;
  for (const double decay : {0.01, 0.1}) {
    options.weight_decay = decay;
    decays.push_back(trials.run(Part::kWeightDecay, decay, options));
  }
  network.options.units = options.units;
  network.options.weight_decay = decays[choose_shortest(decays)].setting;
  network.options.seconds *= 1 - static_cast<double>(widths.size() + decays.size() - 1) / kTrialsInATime;
  network.start = new_network(options.units);
  widths.insert(widths.end(), decays.begin(), decays.end());
  return {.network = std::move(network), .trials = std::move(widths), .trained_bytes = trials.trained_bytes()};
}

TrainedNetwork train_network(PlannedNetwork network, const NetworkTexts& texts, int threads, TrainingPeers* peers) {
  if (!network.start) return {.section = {network.kept.begin(), network.kept.end()}, .cost = {}};
  TrainedNetwork trained;
  NetworkFile file = std::move(*network.start);
  if (network.is_trained()) {
    const NetworkOptions options = options_of_training(network);
    NetworkTrainingResult result =
        train_parameters(texts.training, texts.validation, std::move(file), options, threads, peers);
    file = std::move(result.network);
    trained.trained_bytes = result.bytes;
    trained.seconds = result.seconds;
  }
  trained.section = network_section(quantised(file, network.symbols));
  trained.cost = network_cost(file, trained.section, texts.validation, threads);
  return trained;
}

}  // namespace pith
