#include "train/network/cost.h"

#include <algorithm>
#include <cmath>

#include "base/ordered_work.h"
#include "model/network/network_cell.h"
#include "model/network/output.h"
#include "model/text/text_state.h"
#include "model/text/window.h"
#include "train/kernels/layout.h"
#include "train/network/streams.h"
#include "train/network/trainer.h"

namespace pith {

namespace {

// network_bits_per_byte() reads each cut once and to its end.
static_assert(kMostCuts <= kMeasuredStreams);
static_assert(kLongestCut <= NetworkStreams::kSegmentBytes);
static_assert(kShortestCut % kMeasuredSteps == 0);

constexpr std::size_t kWindowBytes = 1024;  // as in training; no context of the network reaches further

std::size_t bytes_in_cuts(const std::vector<ByteView>& texts, std::size_t length) {
  std::size_t cuts = 0;
  for (const ByteView text : texts) cuts += text.size() / length;
  return std::min(cuts, kMostCuts) * length;
}

/// The longest of those with which most bytes are in cuts.
std::size_t cut_length(const std::vector<ByteView>& texts) {
  std::size_t best = kLongestCut;
  for (std::size_t length = kLongestCut / 2; length >= kShortestCut; length /= 2) {
    if (bytes_in_cuts(texts, length) > bytes_in_cuts(texts, best)) best = length;
  }
  return best;
}

double exact_bits(const NetworkWeights& weights, ByteView text) {
  NetworkCell cell(weights);
  RnnOutput output(weights.alphabet(), weights.output(), weights.output_bias());
  TextState state;
  Window window(kWindowBytes);
  double bits = 0;
  for (const std::uint8_t byte : text) {
    output.predict(cell.features(), cell.slow_logits());
    bits += std::log2(static_cast<double>(output.shares()) / output.share(byte));
    state.update(window, byte);
    window.push(byte);
    cell.step(state);
  }
  return bits;
}

/// The network with which only the bytes that `weights` know are expected, as only these are in integers.
NetworkFile of_same_alphabet(const NetworkFile& network, const NetworkWeights& weights) {
  constexpr float kUnexpected = -16;  // nats below the mean: about the least share that the integers have
  const NetworkLayout layout(network.shape);
  NetworkFile same = averaged(network);
  same.parameters = network.parameters;
  float mean = 0;
  for (const std::uint8_t byte : weights.alphabet().bytes()) mean += same.parameters[layout.output_bias.begin + byte];
  mean /= static_cast<float>(weights.alphabet().size());
  for (std::size_t byte = 0; byte < kByteValues; ++byte) {
    if (weights.alphabet().symbol(static_cast<std::uint8_t>(byte)) >= 0) continue;
    for (const NetworkTensor* tensor : {&layout.output, &layout.slow_to_output}) {
      std::fill_n(same.parameters.data() + tensor->begin + byte * tensor->columns, tensor->columns, 0.0F);
    }
    same.parameters[layout.output_bias.begin + byte] = mean + kUnexpected;
  }
  return same;
}

}  // namespace

std::vector<ByteView> network_cuts(const std::vector<ByteView>& texts) {
  const std::size_t length = cut_length(texts);
  std::vector<ByteView> all;
  for (const ByteView text : texts) {
    for (std::size_t i = 0; i < text.size() / length; ++i) all.push_back(text.subspan(i * length, length));
  }
  if (all.size() <= kMostCuts) return all;
  std::vector<ByteView> cuts;
  for (std::size_t i = 0; i < kMostCuts; ++i) cuts.push_back(all[i * all.size() / kMostCuts]);
  return cuts;
}

double exact_bits_per_byte(const NetworkWeights& weights, const std::vector<ByteView>& texts, int threads) {
  Progress progress(nullptr);
  OrderedWork<double> work(worker_count(threads), progress);
  double bits = 0;
  std::size_t bytes = 0;
  for (const ByteView text : texts) {
    bytes += text.size();
    if (work.full()) bits += work.take();
    work.start([&weights, text] { return exact_bits(weights, text); });
  }
  while (!work.empty()) bits += work.take();
  return bytes == 0 ? 0 : bits / static_cast<double>(bytes);
}

std::optional<NetworkCost> network_cost(const NetworkFile& network, ByteView section,
                                        const std::vector<ByteView>& texts, int threads) {
  const std::vector<ByteView> cuts = network_cuts(texts);
  if (cuts.empty()) return std::nullopt;
  const NetworkWeights weights(section);
  return NetworkCost{.float_bits_per_byte = network_bits_per_byte(of_same_alphabet(network, weights), cuts),
                     .integer_bits_per_byte = exact_bits_per_byte(weights, cuts, threads),
                     .bytes = cuts.size() * cuts.front().size()};
}

}  // namespace pith
