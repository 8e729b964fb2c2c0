#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "model/context.h"
#include "model/history_model.h"
#include "model/level_plan.h"
#include "model/logistic.h"
#include "model/mixer.h"
#include "model/mixing_plan.h"
#include "model/recall_cache.h"
#include "model/refinement.h"
#include "model/static_scorer.h"
#include "model/text_past.h"

namespace pith {

/// The static scorer of kPlan, which has no network.
template <const LevelPlan& kPlan>
class PlannedStaticScorer final : public StaticScorer {
 public:
  /// `prior` outlives this; null = from empty.
  PlannedStaticScorer(std::size_t window_bytes, const Prior* prior)
      : window_bytes_(window_bytes),
        ngrams_(prior != nullptr ? prior->ngrams() : nullptr),
        mixer_(Mixing::set_contexts(), Mixing::initial_weights()),
        final_mixer_(Mixing::kFinalContexts, Mixing::initial_final_weights()) {
    if (ngrams_ != nullptr) list_known_contexts();
    const MixingState* mixing = prior != nullptr ? prior->mixing(kPlan.number) : nullptr;
    if (mixing != nullptr) {
      short_ = *prior->short_histories();
      mixer_.set_weights(mixing->weights);
      if constexpr (kPlan.mixes_sets) final_mixer_.set_weights(mixing->final_weights);
    }
    for (int i = 0; i < Mixing::kHistories; ++i) {
      stretch_map(mixing != nullptr ? mixing->maps[i] : kUntaughtHistoryMap, i);
    }
    fill_constant_inputs();
    tabulate_refinement();
  }

  void score(ByteView text, Place& place, std::size_t count, std::span<std::uint16_t> p16s) override {
    std::array<Reading, kAhead> readings;
    while (count > 0) {
      const std::size_t some = std::min(count, kAhead);
      const std::span now = std::span(readings).first(some);
      for (Reading& reading : now) read(text, place, reading);
      for (const Reading& reading : now) fetch_indices(reading);
      for (const Reading& reading : now) fetch_buckets(reading);
      for (const Reading& reading : now) {
        score_byte(reading, p16s.first<8>());
        p16s = p16s.subspan(8);
      }
      count -= some;
    }
  }

  void skip(ByteView text, Place& place, std::size_t count) const override {
    TextPast past(text, place.position, window_bytes_);
    for (; count > 0; --count) {
      place.state.update(past, text[place.position++]);
      past.advance();
    }
  }

 private:
  using Mixing = MixingPlan<kPlan>;

  static constexpr int kHashed = static_cast<int>(kPlan.contexts.size());
  static constexpr std::size_t kAhead = 16;  ///< bytes at once, so that memory arrives while others are worked on

  /// A byte and where it stands.
  struct Reading {
    std::uint8_t byte;
    std::uint8_t last;
    int classes;
    std::array<std::uint32_t, kHashed> hash;
  };

  void list_known_contexts() {
    cache_.emplace(*ngrams_);
    for (int i = 0; i < kHashed; ++i) {
      if (ngrams_->has(kPlan.contexts[i])) known_[known_count_++] = i;
    }
  }

  /// The contexts that the model has n-grams of.
  std::span<const int> known() const { return std::span(known_).first(known_count_); }

  void stretch_map(const HistoryMap& map, int input) {
    for (std::size_t h = 0; h < map.size(); ++h) {
      stretched_[input][h] = static_cast<std::int16_t>(stretch(map[h].p16()));
    }
    if (input < kHashed) stretched_[input][0] = 0;
  }

  /// What counts and matches say that have seen nothing.
  void fill_constant_inputs() {
    std::int32_t* x = mixer_.inputs();
    std::fill_n(x + Mixing::kHistories, Mixing::kCounts, stretch(AdaptiveProbability().p16()));
    x[Mixing::kInputs - 1] = Mixing::kOneNat;
  }

  /// Adaptive probability maps that have learnt nothing make the same of a probability everywhere.
  void tabulate_refinement() {
    Refinement<kPlan> untaught(1);
    for (int x = -kSquashLimit; x <= kSquashLimit; ++x) {
      refined_[static_cast<std::size_t>(x + kSquashLimit)] = static_cast<std::uint16_t>(untaught.refine(x));
    }
  }

  void read(ByteView text, Place& place, Reading& reading) const {
    const TextState& state = place.state;
    reading.byte = text[place.position];
    reading.last = state.byte(1);
    reading.classes = classes_of(state);
    compute_hashes(state, reading, std::make_index_sequence<kHashed>());
    for (const int i : known()) cache_->fetch(query(reading, i));
    skip(text, place, 1);
  }

  template <std::size_t... kIndex>
  static void compute_hashes(const TextState& state, Reading& reading, std::index_sequence<kIndex...>) {
    ((reading.hash[kIndex] = context_hash<kPlan.contexts[kIndex]>(state)), ...);
  }

  static RecallCache::Query query(const Reading& reading, int i) {
    return {.context = kPlan.contexts[i], .last = reading.last, .byte = reading.byte, .hash = reading.hash[i]};
  }

  void fetch_indices(const Reading& reading) const {
    for (const int i : known()) cache_->fetch_index(query(reading, i));
  }

  void fetch_buckets(const Reading& reading) const {
    for (const int i : known()) cache_->fetch_bucket(query(reading, i));
  }

  void score_byte(const Reading& reading, std::span<std::uint16_t, 8> p16s) {
    std::array<RecallCache::Way, kHashed> histories;
    for (const int i : known()) histories[i] = cache_->recall(query(reading, i));
    for (int bit_index = 0; bit_index < 8; ++bit_index) {
      const int partial = (reading.byte | 256) >> (8 - bit_index);
      std::int32_t* x = mixer_.inputs();
      int known_contexts = 0;
      for (const int i : known()) {  // the inputs of the others stay 0
        const std::uint8_t history = histories[i][bit_index];
        known_contexts += history != 0 ? 1 : 0;
        x[i] = stretched_[i][history];
      }
      x[kHashed] = stretched_[kHashed][short_.order1[reading.last * std::size_t{256} + partial]];
      x[kHashed + 1] = stretched_[kHashed + 1][short_.order0[partial]];
      Mixing::select_sets(mixer_, {.match_strength = 0,
                                   .partial = partial,
                                   .last = reading.last,
                                   .known_contexts = known_contexts,
                                   .classes = reading.classes,
                                   .network_confidence = 0,
                                   .bit_index = bit_index});
      mixer_.mix();
      const int mixed = Mixing::mixed(mixer_, final_mixer_, partial);
      p16s[bit_index] = refined_[static_cast<std::size_t>(mixed + kSquashLimit)];
    }
  }

  std::size_t window_bytes_;
  const Ngrams* ngrams_;
  std::optional<RecallCache> cache_;  // where there are n-grams
  std::array<int, kHashed> known_{};
  std::size_t known_count_ = 0;
  Mixer mixer_;
  Mixer final_mixer_;
  ShortHistories short_;
  std::array<std::array<std::int16_t, 256>, Mixing::kHistories> stretched_;  // (inputs)(histories)
  std::array<std::uint16_t, 2 * kSquashLimit + 1> refined_;                  // P(1) by what the mixer says
};

}  // namespace pith
