#include "train/stages/model_network.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "model/network/weights.h"
#include "pith/error.h"
#include "train/network/cost.h"
#include "train/network/quantiser.h"
#include "train/network/training.h"
#include "train/stages/two_part_trials.h"

namespace pith {

namespace {

static_assert(NetworkOptions::kMaxUnits == RnnWeights::kMaxHidden);
static_assert(NetworkOptions::kUnitsTogether == RnnWeights::kUnitsTogether);

constexpr double kTrialsInATime = 10;  ///< so much of the time each trial of choose() takes

void require(const NetworkOptions& options) {
  if (options.units == 0 || options.units > NetworkOptions::kMaxUnits ||
      options.units % NetworkOptions::kUnitsTogether != 0) {
    throw Error(ErrorCode::kUsage, "a network of " + std::to_string(options.units) + " units; give a multiple of " +
                                       std::to_string(NetworkOptions::kUnitsTogether) + ", at most " +
                                       std::to_string(NetworkOptions::kMaxUnits));
  }
  if (!(options.seconds >= 0) || options.seconds > 1e8) {
    throw Error(ErrorCode::kUsage, "a network cannot be trained for so long; give a time of at most three years");
  }
  if (options.seconds == 0 && options.start.empty()) {
    throw Error(ErrorCode::kUsage, "a network that is not trained needs a file to come from");
  }
}

Bytes united(const Bytes& a, const Bytes& b) {
  Bytes both;
  std::ranges::set_union(a, b, std::back_inserter(both));
  return both;
}

}  // namespace

ModelNetwork::ModelNetwork(const std::optional<NetworkOptions>& options, ByteView from,
                           const std::vector<ByteView>& texts)
    : options_(options) {
  if (!options_) {
    kept_ = from;
    return;
  }
  require(*options_);
  symbols_ = frequent_bytes(texts);
  if (!options_->start.empty()) {
    start_ = read_rnn_file(options_->start_name, options_->start);
    if (!options_->resume) start_->progress = 0;
  } else if (!from.empty()) {
    const RnnWeights weights(from);
    start_ = dequantised(weights);
    symbols_ = united(symbols_, {weights.bytes().begin(), weights.bytes().end()});
  } else {
    start_ = new_rnn(options_->units);
    is_new_ = true;
  }
}

std::string ModelNetwork::description() const {
  const std::uint32_t units = start_ ? start_->shape.hidden : RnnWeights(kept_).shape().hidden;
  std::string text = std::to_string(units) + " units";
  if (is_trained()) text += ", trained for " + std::to_string(std::lround(options_->seconds)) + " s";
  return text;
}

std::size_t ModelNetwork::section_bytes() const {
  return start_ ? rnn_section_bytes(start_->shape, symbols_.size()) : kept_.size();
}

TwoPartTrial ModelNetwork::trial(TwoPartTrial::Part part, double setting, const std::vector<ByteView>& texts,
                                 const std::vector<ByteView>& validation, std::uint64_t corpus_bytes, int threads) {
  NetworkOptions options = *options_;
  options.seconds = options_->seconds / kTrialsInATime;
  options.on_progress = nullptr;
  options.on_checkpoint = nullptr;
  (part == TwoPartTrial::Part::kUnits) ? options.units = static_cast<std::uint32_t>(setting)
                                       : options.weight_decay = setting;
  const RnnTrainingResult result = train_rnn(texts, validation, new_rnn(options.units), options, threads);
  trained_bytes_ += result.bytes;
  TwoPartTrial trial{.part = part, .setting = setting, .bits_per_byte = result.bits_per_byte};
  trial.model_bits = 8 * static_cast<double>(rnn_section_bytes(result.network.shape, symbols_.size()));
  trial.data_bits = trial.bits_per_byte * static_cast<double>(corpus_bytes);
  return trial;
}

std::vector<TwoPartTrial> ModelNetwork::choose(const std::vector<ByteView>& texts,
                                               const std::vector<ByteView>& validation, std::uint64_t corpus_bytes,
                                               int threads) {
  using Part = TwoPartTrial::Part;
  if (!is_new_) return {};
  const double all_seconds = options_->seconds;
  std::vector<TwoPartTrial> widths;
  for (std::uint32_t units = options_->units; widths.size() < 3 && units >= NetworkOptions::kUnitsTogether;
       units = units / 2 / NetworkOptions::kUnitsTogether * NetworkOptions::kUnitsTogether) {
    widths.push_back(trial(Part::kUnits, units, texts, validation, corpus_bytes, threads));
  }
  const TwoPartTrial& width = widths[choose_shortest(widths)];
  options_->units = static_cast<std::uint32_t>(width.setting);
  std::vector<TwoPartTrial> decays = {width};
  decays.front().part = Part::kWeightDecay;
  decays.front().setting = options_->weight_decay;
  for (const double decay : {0.01, 0.1}) {
    decays.push_back(trial(Part::kWeightDecay, decay, texts, validation, corpus_bytes, threads));
  }
  options_->weight_decay = decays[choose_shortest(decays)].setting;
  const auto trials = static_cast<double>(widths.size() + decays.size() - 1);
  options_->seconds = all_seconds * (1 - trials / kTrialsInATime);
  start_ = new_rnn(options_->units);
  widths.insert(widths.end(), decays.begin(), decays.end());
  return widths;
}

Bytes ModelNetwork::section(const std::vector<ByteView>& texts, const std::vector<ByteView>& validation, int threads) {
  if (!start_) return {kept_.begin(), kept_.end()};
  RnnFile network = std::move(*start_);
  if (options_->seconds > 0) {
    RnnTrainingResult result = train_rnn(texts, validation, std::move(network), *options_, threads);
    network = std::move(result.network);
    trained_bytes_ += result.bytes;
  }
  Bytes section = rnn_section(quantised(network.shape, network.parameters, symbols_));
  cost_ = network_cost(network, section, validation, threads);
  return section;
}

}  // namespace pith
