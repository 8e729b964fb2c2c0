#include "train/model_network.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "model/rnn_weights.h"
#include "pith/error.h"
#include "train/rnn_quantiser.h"
#include "train/rnn_training.h"

namespace pith {

namespace {

static_assert(NetworkOptions::kMaxUnits == RnnWeights::kMaxHidden);
static_assert(NetworkOptions::kUnitsTogether == RnnWeights::kUnitsTogether);

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

Bytes ModelNetwork::section(const std::vector<ByteView>& texts, const std::vector<ByteView>& validation, int threads) {
  if (!start_) return {kept_.begin(), kept_.end()};
  RnnFile network = std::move(*start_);
  if (options_->seconds > 0) {
    RnnTrainingResult result = train_rnn(texts, validation, std::move(network), *options_, threads);
    network = std::move(result.network);
    trained_bytes_ = result.bytes;
  }
  return rnn_section(quantised(network.shape, network.parameters, symbols_));
}

}  // namespace pith
