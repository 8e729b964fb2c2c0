#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/ordered_work.h"
#include "format/models/model_impl.h"
#include "model/bits/adaptive_probability.h"
#include "model/network/network_cell.h"
#include "model/network/output.h"
#include "model/text/text_state.h"
#include "model/text/window.h"
#include "pith/bottleneck.h"
#include "stats/measure/cost_meter.h"

namespace pith {

namespace {

constexpr std::size_t kWindowBytes = 1024;  // no context of the network reaches further
constexpr int kStateBits = 16;              // of a unit, whose state is within +-2^15
constexpr int kMostBits = 8;
constexpr std::size_t kLeastUnits = 16;

/// What is kept of the state.
struct Waist {
  int bits = 0;                     ///< a unit; 0 = all
  std::vector<bool> kept;           ///< (units)
  std::vector<std::int32_t> means;  ///< (units), of those that are not kept
};

/// The code of one unit's numbers: a bit after the other, each predicted by what came after the same bits before it.
class UnitCode {
 public:
  explicit UnitCode(int bits) : bits_(bits), nodes_(std::size_t{1} << bits) {}

  void add(std::uint32_t number, CostMeter& meter) {
    std::size_t node = 1;
    for (int shift = bits_ - 1; shift >= 0; --shift) {
      const int bit = static_cast<int>(number >> shift) & 1;
      meter.add(bit, std::max(1U, nodes_[node].p16()));
      nodes_[node].learn(bit, AdaptiveProbability::kMaxLimit);
      node = node << 1 | static_cast<std::size_t>(bit);
    }
  }

 private:
  int bits_;
  std::vector<AdaptiveProbability> nodes_;
};

/// Reads a text with a state that goes through a waist from byte to byte.
class WaistReader {
 public:
  WaistReader(const NetworkWeights& weights, const Waist& waist)
      : waist_(waist), cell_(weights), output_(weights.alphabet(), weights.output(), weights.output_bias()) {
    if (waist.bits > 0) codes_.assign(waist.kept.size(), UnitCode(waist.bits));
    sums_.assign(waist.kept.size(), 0);
    squares_.assign(waist.kept.size(), 0);
  }

  StateCost read(ByteView text) {
    TextState state;
    Window window(kWindowBytes);
    double bits = 0;
    for (const std::uint8_t byte : text) {
      cell_.change_state([this](std::size_t first, std::span<std::int32_t> numbers) { narrow(first, numbers); });
      output_.predict(cell_.features(), cell_.slow_logits());
      bits += std::log2(static_cast<double>(output_.shares()) / output_.share(byte));
      state.update(window, byte);
      window.push(byte);
      cell_.step(state);
    }
    const auto bytes = static_cast<double>(text.size());
    return {.units = static_cast<std::size_t>(std::ranges::count(waist_.kept, true)),
            .bits_a_unit = waist_.bits,
            .state_bits = meter_.bits() / bytes,
            .bits_per_byte = bits / bytes};
  }

  std::vector<double> sums_;     // (units), of the state over the text
  std::vector<double> squares_;  // the same of squares

 private:
  void narrow(std::size_t first, std::span<std::int32_t> numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const std::size_t unit = first + i;
      sums_[unit] += numbers[i];
      squares_[unit] += static_cast<double>(numbers[i]) * numbers[i];
      numbers[i] = waist_.kept[unit] ? narrowed(unit, numbers[i]) : waist_.means[unit];
    }
  }

  /// The middle of the step that `number` is in.
  std::int32_t narrowed(std::size_t unit, std::int32_t number) {
    if (waist_.bits == 0) return number;
    const int shift = kStateBits - waist_.bits;
    const std::int32_t step = (number + 32768) >> shift;
    codes_[unit].add(static_cast<std::uint32_t>(step), meter_);
    return (step << shift) + (1 << (shift - 1)) - 32768;
  }

  const Waist& waist_;
  NetworkCell cell_;
  RnnOutput output_;
  std::vector<UnitCode> codes_;
  CostMeter meter_;
};

/// Waists whose numbers are all kept, in 8 bits to 1.
std::vector<Waist> of_fewer_bits(std::size_t units) {
  std::vector<Waist> waists;
  for (int bits = kMostBits; bits >= 1; --bits) {
    waists.push_back({.bits = bits, .kept = std::vector<bool>(units, true), .means = {}});
  }
  return waists;
}

/// Waists of the units that vary most.
std::vector<Waist> of_fewer_units(const WaistReader& whole, double bytes) {
  const std::size_t units = whole.sums_.size();
  std::vector<std::int32_t> means(units);
  std::vector<double> variances(units);
  for (std::size_t i = 0; i < units; ++i) {
    const double mean = whole.sums_[i] / bytes;
    means[i] = static_cast<std::int32_t>(std::lround(mean));
    variances[i] = whole.squares_[i] / bytes - mean * mean;
  }
  std::vector<std::size_t> by_variance(units);
  std::iota(by_variance.begin(), by_variance.end(), std::size_t{0});
  std::ranges::stable_sort(by_variance, [&](std::size_t a, std::size_t b) { return variances[a] > variances[b]; });
  std::vector<Waist> waists;
  for (std::size_t count = units / 2; count >= kLeastUnits; count /= 2) {
    Waist waist{.bits = kMostBits, .kept = std::vector<bool>(units), .means = means};
    for (std::size_t i = 0; i < count; ++i) waist.kept[by_variance[i]] = true;
    waists.push_back(std::move(waist));
  }
  return waists;
}

}  // namespace

NetworkBottleneck network_bottleneck(TextView text, const Model& model, std::size_t most_bytes, int threads) {
  const std::size_t workers = worker_count(threads);
  const Prior* prior = model.impl().prior();
  const TextView sample = text.first(std::min(most_bytes, text.size()));
  if (prior == nullptr || prior->network() == nullptr || sample.empty()) return {};
  const NetworkWeights& weights = *prior->network();
  NetworkBottleneck result{.units = weights.shape().hidden + weights.shape().slow, .bytes = sample.size(), .costs = {}};
  const Waist all{.bits = 0, .kept = std::vector<bool>(result.units, true), .means = {}};
  WaistReader whole(weights, all);
  result.costs.push_back(whole.read(sample));
  std::vector<Waist> waists = of_fewer_bits(result.units);
  for (Waist& waist : of_fewer_units(whole, static_cast<double>(sample.size()))) waists.push_back(std::move(waist));
  Progress progress(nullptr);
  OrderedWork<StateCost> work(workers, progress);
  for (const Waist& waist : waists) {
    if (work.full()) result.costs.push_back(work.take());
    work.start([&weights, &waist, sample] { return WaistReader(weights, waist).read(sample); });
  }
  while (!work.empty()) result.costs.push_back(work.take());
  return result;
}

}  // namespace pith
