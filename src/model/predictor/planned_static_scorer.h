#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "model/bits/logistic.h"
#include "model/mixer/mixer.h"
#include "model/plan/level_plan.h"
#include "model/predictor/history_model.h"
#include "model/predictor/mixing_plan.h"
#include "model/predictor/recall_cache.h"
#include "model/predictor/refinement.h"
#include "model/predictor/static_scorer.h"
#include "model/text/context.h"
#include "model/text/text_past.h"
#include "pith/predictor.h"

namespace pith {

/// The static scorer of kPlan, which has no network.
template <const LevelPlan& kPlan>
class PlannedStaticScorer final : public StaticScorer {
 public:
  /// `prior` outlives this; null = from empty.
  PlannedStaticScorer(std::size_t window_bytes, const Prior* prior)
      : window_bytes_(window_bytes),
        ngrams_(prior != nullptr ? prior->ngrams() : nullptr),
        final_mixer_(Mixing::kFinalContexts, Mixing::initial_final_weights()) {
    const MixingState* mixing = prior != nullptr ? prior->mixing(kPlan.id) : nullptr;
    if (ngrams_ != nullptr) list_known_contexts();
    take_weights(mixing);
    if (mixing != nullptr) short_ = *prior->short_histories();
    for (int i = 0; i < Mixing::kHistories; ++i) {
      stretch_map(mixing != nullptr ? mixing->maps[i] : kUntaughtHistoryMap, i);
    }
    for (Reading& reading : readings_) {
      for (Inputs& inputs : reading.inputs) inputs[constant()] = Mixing::kOneNat;
    }
    tabulate_refinement();
  }

  void score(ByteView text, Place& place, std::size_t count, std::span<std::uint16_t> p16s) override {
    assert(text.size() <= kMaxBlockBytes && place.position + count <= text.size() && p16s.size() >= 8 * count);
    while (count > 0) {
      const std::size_t some = std::min(count, kAhead);
      read(text, place, some);
      gather();
      for (const Reading& reading : std::span(readings_).first(some)) {
        mix(reading, p16s.first<8>());
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
  using Histories = HistoryModel<kPlan>;

  static constexpr std::size_t kHashed = kPlan.contexts.size();
  static constexpr std::size_t kShort = 2;   ///< inputs of orders 1 and 0
  static constexpr std::size_t kAhead = 16;  ///< bytes at once, so that memory arrives while others are worked on

  /// The mixer's inputs that are not always 0: those of the contexts that the model has n-grams of, orders 1 and 0, one
  /// nat. Without a trace of the text, counts and matches say nothing.
  using Inputs = std::array<std::int32_t, Mixer::width(kHashed + kShort + 1)>;

  /// How many contexts are known at each decision of a byte: a byte of the number for each, the first one lowest.
  using KnownCounts = std::uint64_t;
  static constexpr std::array<KnownCounts, 9> kOneEach = [] {
    std::array<KnownCounts, 9> counts{};
    for (int known = 1; known <= 8; ++known) counts[known] = counts[known - 1] << 8 | 1;
    return counts;
  }();

  /// A byte in a context.
  struct Sought {
    RecallCache::Key key;
    std::uint32_t hash;
  };

  /// A byte, where it stands, and what the model says there.
  struct Reading {
    std::uint8_t byte;
    std::uint8_t last;
    int classes;
    std::array<Sought, kHashed> sought;  // (known contexts)
    KnownCounts known;
    std::array<Inputs, 8> inputs;  // (decisions)
  };

  /// What the cache does not have.
  struct Missed {
    std::size_t reading;
    std::size_t context;  ///< a known one
  };

  void list_known_contexts() {
    for (std::size_t i = 0; i < kHashed; ++i) {
      if (ngrams_->has(kPlan.contexts[i])) known_[known_count_++] = i;
    }
  }

  // Where the inputs lie that do not belong to a known context, and how many there are in all.
  std::size_t order1_input() const { return known_count_; }
  std::size_t order0_input() const { return known_count_ + 1; }
  std::size_t constant() const { return known_count_ + kShort; }
  std::size_t input_count() const { return constant() + 1; }

  /// (input_count()) which inputs of the predictor's mixer they are.
  std::vector<std::size_t> full_inputs() const {
    std::vector<std::size_t> inputs(known_.begin(), known_.begin() + static_cast<std::ptrdiff_t>(known_count_));
    for (std::size_t& input : inputs) input += Mixing::kFirstHistory;
    for (const int last : {Histories::kOrder1Input, Histories::kOrder0Input, Mixing::kConstant}) inputs.push_back(last);
    return inputs;
  }

  void take_weights(const MixingState* mixing) {
    Mixer full(Mixing::set_contexts(), Mixing::initial_weights());
    if (mixing != nullptr) {
      full.set_weights(mixing->weights);
      if constexpr (kPlan.mixes_sets) final_mixer_.set_weights(mixing->final_weights);
    }
    mixer_.emplace(Mixing::set_contexts(), std::span(kNoWeights).first(input_count()));
    mixer_->set_weights(Mixing::weights_of(full_inputs(), full.weights()));
  }

  void stretch_map(const HistoryMap& map, std::size_t input) {
    for (std::size_t h = 0; h < map.size(); ++h) {
      stretched_[input][h] = static_cast<std::int16_t>(stretch(map[h].p16()));
    }
    if (input < kHashed) stretched_[input][0] = 0;
  }

  /// Adaptive probability maps that have learnt nothing make the same of a probability everywhere.
  void tabulate_refinement() {
    Refinement<kPlan> untaught(1);
    for (int x = -kSquashLimit; x <= kSquashLimit; ++x) {
      refined_[x + kSquashLimit] = static_cast<std::uint16_t>(untaught.refine(x));
    }
  }

  void read(ByteView text, Place& place, std::size_t count) {
    reading_count_ = count;
    for (Reading& reading : std::span(readings_).first(count)) {
      reading.byte = text[place.position];
      reading.last = place.state.byte(1);
      reading.classes = classes_of(place.state);
      const std::array all = all_sought(place.state, reading, std::make_index_sequence<kHashed>());
      for (std::size_t i = 0; i < known_count_; ++i) {
        reading.sought[i] = all[known_[i]];
        cache_.fetch(reading.sought[i].key);
      }
      set_short_inputs(reading);
      skip(text, place, 1);
    }
  }

  void set_short_inputs(Reading& reading) const {
    const std::uint8_t* order1 = &short_.order1[reading.last * std::size_t{256}];
    for (int bit_index = 0; bit_index < 8; ++bit_index) {
      const std::uint32_t partial = BitPlace::in(reading.byte, bit_index).partial();
      Inputs& inputs = reading.inputs[bit_index];
      inputs[order1_input()] = stretched_[Histories::kOrder1Input][order1[partial]];
      inputs[order0_input()] = stretched_[Histories::kOrder0Input][short_.order0[partial]];
    }
  }

  template <std::size_t... kIndex>
  static std::array<Sought, kHashed> all_sought(const TextState& state, const Reading& reading,
                                                std::index_sequence<kIndex...>) {
    return {sought<kPlan.contexts[kIndex]>(state, reading)...};
  }

  template <ContextKind kContext>
  static Sought sought(const TextState& state, const Reading& reading) {
    const std::uint32_t hash = context_hash<kContext>(state);
    return {.key = RecallCache::key(kContext, hash, reading.last, reading.byte), .hash = hash};
  }

  ContextKind known_context(std::size_t i) const { return kPlan.contexts[known_[i]]; }

  /// Sets up the inputs of the known contexts.
  void gather() {
    missed_count_ = 0;
    for (std::size_t r = 0; r < reading_count_; ++r) {
      readings_[r].known = 0;
      for (std::size_t i = 0; i < known_count_; ++i) {
        const Sought& sought = readings_[r].sought[i];
        if (const std::optional<RecallCache::Way> way = cache_.find(sought.key)) {
          take(*way, i, readings_[r]);
        } else {
          ngrams_->prefetch_index(known_context(i), sought.hash);
          missed_[missed_count_++] = {.reading = r, .context = i};
        }
      }
    }
    recall();
  }

  void recall() {
    const std::span missed = std::span(missed_).first(missed_count_);
    for (const auto [r, i] : missed) ngrams_->prefetch_bucket(known_context(i), readings_[r].sought[i].hash);
    for (const auto [r, i] : missed) {
      const RecallCache::Way way = way_of(readings_[r], i);
      cache_.keep(readings_[r].sought[i].key, way);
      take(way, i, readings_[r]);
    }
  }

  static void take(const RecallCache::Way& way, std::size_t i, Reading& reading) {
    for (std::size_t bit = 0; bit < 8; ++bit) reading.inputs[bit][i] = way.inputs[bit];
    reading.known += kOneEach[way.known];
  }

  /// What the model says of a byte in known context i.
  RecallCache::Way way_of(const Reading& reading, std::size_t i) const {
    std::array<std::uint8_t, 8> histories{};
    ngrams_->recall_way(known_context(i), reading.sought[i].hash, reading.last, reading.byte, histories);
    RecallCache::Way way{.inputs = {}, .known = 0};
    for (std::size_t bit = 0; bit < 8; ++bit) {
      way.inputs[bit] = stretched_[known_[i]][histories[bit]];
      way.known += histories[bit] != 0 ? 1 : 0;
    }
    return way;
  }

  void mix(const Reading& reading, std::span<std::uint16_t, 8> p16s) {
    for (int bit_index = 0; bit_index < 8; ++bit_index) {
      const BitPlace place = BitPlace::in(reading.byte, bit_index);
      Mixing::select_sets(*mixer_, {.match_strength = 0,
                                    .bit = place,
                                    .last = reading.last,
                                    .known_contexts = static_cast<int>(reading.known >> (8 * bit_index) & 255),
                                    .classes = reading.classes,
                                    .network_confidence = 0});
      mixer_->mix(reading.inputs[bit_index].data());
      const int mixed = Mixing::mixed(*mixer_, final_mixer_, place);
      p16s[bit_index] = refined_[mixed + kSquashLimit];
    }
  }

  static constexpr std::array<std::int32_t, Mixing::kInputs> kNoWeights{};

  std::size_t window_bytes_;
  const Ngrams* ngrams_;
  RecallCache cache_{kHashed};
  std::array<std::size_t, kHashed> known_{};  // the contexts that the model has n-grams of
  std::size_t known_count_ = 0;
  std::optional<Mixer> mixer_;  // of input_count() inputs
  Mixer final_mixer_;
  std::array<Reading, kAhead> readings_{};
  std::size_t reading_count_ = 0;
  std::array<Missed, kAhead * kHashed> missed_{};
  std::size_t missed_count_ = 0;
  ShortHistories short_;
  std::array<std::array<std::int16_t, 256>, Mixing::kHistories> stretched_{};  // (inputs)(histories)
  std::array<std::uint16_t, 2 * kSquashLimit + 1> refined_{};                  // P(1) by what the mixer says
};

// An untaught count or match says 0, which is an input that does not count.
static_assert(logistic::kStretch[32768 >> 4] == 0);

}  // namespace pith
