#pragma once

#include <algorithm>
#include <vector>

#include "format/models/model_section.h"
#include "fuzz/hostile_ngrams.h"
#include "model/bits/bit_history.h"
#include "model/plan/levels.h"
#include "model/predictor/predictor_impl.h"
#include "support/models.h"
#include "support/two_clocks.h"

namespace pith::fuzz {

/// The mixing state of predictors that have read nothing.
inline const Bytes& untaught_mixing() {
  static const Bytes section = [] {
    std::vector<MixingState> plans;
    for (const PlanId plan : plans_of_model(false)) {
      plans.push_back(make_predictor(level_of(plan), 0, nullptr, true)->mixing());
    }
    return mixing_section(ShortHistories{}, plans);
  }();
  return section;
}

inline const Bytes& noisy_network() {
  static const Bytes section = test::small_two_clocks_section();
  return section;
}

/// Overwrites up to 7 runs of a section with one byte each, or with a pair: so every field comes to its extremes,
/// whatever the layout.
inline void overwrite_runs(Bytes& section, Choices& choices) {
  for (std::size_t runs = choices.below(8); runs > 0; --runs) {
    const std::size_t begin = choices.below(section.size());
    const std::size_t end = std::min(begin + (std::size_t{1} << choices.below(18)), section.size());
    const std::uint8_t even = choices.byte();
    const std::uint8_t odd = choices.byte() % 2 == 0 ? even : choices.byte();
    for (std::size_t i = begin; i < end; ++i) section[i] = i % 2 == 0 ? even : odd;
  }
}

/// Makes of numbers that a mixing state cannot have the nearest that it can.
inline void mend_mixing(Bytes& section) {
  const std::size_t histories = 256 + 65536;
  for (std::size_t i = 0; i < histories; ++i) {
    section[i] = std::min<std::uint8_t>(section[i], bit_history::kMachine.size - 1);
  }
  std::size_t at = histories;
  for (const PlanId plan : plans_of_model(false)) {
    const MixingShape shape = mixing_shape(plan);
    at += (shape.maps * 256 + shape.matches) * sizeof(std::uint32_t);
    const std::size_t end = at + (shape.weights + shape.final_weights) * sizeof(std::uint16_t);
    for (; at < end; at += 2) {
      if (section[at] == 0 && section[at + 1] == 0x80) section[at] = 1;
    }
  }
}

/// A model file whose identity is right. Its n-grams and mixing state are ones that a reader takes; its network may be
/// refused.
inline Bytes hostile_model(Choices& choices) {
  const std::size_t parts = choices.byte();
  std::vector<Bytes> contents;
  std::vector<ModelSection> sections;
  contents.reserve(3);
  const auto add = [&](std::uint32_t kind, Bytes section) {
    contents.push_back(std::move(section));
    sections.push_back({.kind = kind, .bytes = contents.back()});
  };
  if (parts % 8 != 0) add(kNgramSection, hostile_ngrams(choices));
  if (parts / 8 % 8 == 7) {
    Bytes mixing = untaught_mixing();
    overwrite_runs(mixing, choices);
    mend_mixing(mixing);
    add(kMixingSection, std::move(mixing));
  }
  if (parts / 64 == 3) {
    Bytes network = noisy_network();
    overwrite_runs(network, choices);
    add(kNetworkSection, std::move(network));
  }
  return test::model_bytes(test::metadata_named("hostile"), sections);
}

}  // namespace pith::fuzz
