#include "model/predictor/prior.h"

#include <algorithm>
#include <span>

#include "base/decisions.h"
#include "base/section_reader.h"
#include "model/bits/bit_history.h"
#include "model/mixer/kernels.h"
#include "model/plan/levels.h"

namespace pith {

namespace {

constexpr int kWeightShift = 4;  ///< weights are kept in units of 2^-12

void append_histories(Bytes& section, std::span<const std::uint8_t> histories) {
  section.insert(section.end(), histories.begin(), histories.end());
}

void append_probabilities(Bytes& section, std::span<const AdaptiveProbability> probabilities) {
  for (const AdaptiveProbability& p : probabilities) append_little_endian(section, p.packed());
}

void append_weights(Bytes& section, std::span<const std::int32_t> weights) {
  for (const std::int32_t w : weights) {
    constexpr std::int32_t kMost = kMaxWeight >> kWeightShift;
    const std::int32_t rounded = std::clamp((w + (1 << (kWeightShift - 1))) >> kWeightShift, -kMost, kMost);
    append_little_endian(section, static_cast<std::uint16_t>(rounded));
  }
}

void read_histories(SectionReader& section, std::span<std::uint8_t> histories) {
  const ByteView bytes = section.take(histories.size());
  if (*std::ranges::max_element(bytes) >= bit_history::kMachine.size) throw section.damaged("there is no such history");
  std::ranges::copy(bytes, histories.begin());
}

void read_probabilities(SectionReader& section, std::span<AdaptiveProbability> probabilities) {
  for (AdaptiveProbability& p : probabilities) p = AdaptiveProbability::unpacked(section.number<std::uint32_t>());
}

std::vector<std::int32_t> read_weights(SectionReader& section, std::size_t count) {
  std::vector<std::int32_t> weights(count);
  for (std::int32_t& w : weights) {
    w = static_cast<std::int16_t>(section.number<std::uint16_t>()) * (1 << kWeightShift);
    if (w < -kMaxWeight) throw section.damaged("a weight is out of range");
  }
  return weights;
}

MixingState read_plan(SectionReader& section, const MixingShape& shape) {
  MixingState state;
  state.maps.resize(shape.maps);
  for (HistoryMap& map : state.maps) read_probabilities(section, map);
  state.matches.resize(shape.matches);
  read_probabilities(section, state.matches);
  state.weights = read_weights(section, shape.weights);
  state.final_weights = read_weights(section, shape.final_weights);
  return state;
}

}  // namespace

void ShortHistories::learn(ByteView text) {
  std::uint8_t last = 0;
  for (const std::uint8_t byte : text) {
    std::uint8_t* after_last = &order1[last * std::size_t{256}];
    std::size_t partial = 1;
    for_each_decision(byte, [&](int bit) {
      order0[partial] = next_history(order0[partial], bit);
      after_last[partial] = next_history(after_last[partial], bit);
      partial = 2 * partial + static_cast<std::size_t>(bit);
    });
    last = byte;
  }
}

Bytes mixing_section(const ShortHistories& short_histories, const std::vector<MixingState>& plans) {
  Bytes section;
  append_histories(section, short_histories.order0);
  append_histories(section, short_histories.order1);
  for (const MixingState& plan : plans) {
    for (const HistoryMap& map : plan.maps) append_probabilities(section, map);
    append_probabilities(section, plan.matches);
    append_weights(section, plan.weights);
    append_weights(section, plan.final_weights);
  }
  return section;
}

Prior::Prior(ByteView ngrams, ByteView network, PlanId plan, ShortHistories short_histories, MixingState mixing)
    : short_(std::move(short_histories)), mixing_(kPlans.size()) {
  if (!ngrams.empty()) ngrams_.emplace(ngrams);
  if (!network.empty()) network_.emplace(network);
  mixing_[static_cast<std::size_t>(plan)] = std::move(mixing);
}

Prior::Prior(ByteView ngrams, ByteView mixing, ByteView network) {
  if (!ngrams.empty()) ngrams_.emplace(ngrams);
  if (!network.empty()) network_.emplace(network);
  if (mixing.empty()) return;
  SectionReader section(mixing, "mixing state");
  read_histories(section, short_.order0);
  read_histories(section, short_.order1);
  for (const PlanId plan : kPlans) {
    if (mixing_.size() == plans_of_model(false).size() && section.at_end()) return;
    mixing_.push_back(read_plan(section, mixing_shape(plan)));
  }
  section.require_end();
}

}  // namespace pith
