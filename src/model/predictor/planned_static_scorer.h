#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "model/ngrams/ngrams.h"
#include "model/plan/level_plan.h"
#include "model/predictor/mixing_plan.h"
#include "model/predictor/nibble_static_mixing.h"
#include "model/predictor/recall_cache.h"
#include "model/predictor/static_mixing.h"
#include "model/predictor/static_network.h"
#include "model/predictor/static_scorer.h"
#include "model/text/context.h"
#include "model/text/text_past.h"
#include "pith/predictor.h"

namespace pith {

template <const LevelPlan& kPlan>
struct StaticMixingOf {
  using Type = StaticMixing<kPlan>;
};
template <const LevelPlan& kPlan>
requires(kPlan.nibbles) struct StaticMixingOf<kPlan> {
  using Type = NibbleStaticMixing;
};

/// The static scorer of kPlan.
template <const LevelPlan& kPlan>
class PlannedStaticScorer final : public StaticScorer {
 public:
  /// `prior` outlives this; null = from empty, unless the plan has a network, which it then has too.
  PlannedStaticScorer(std::size_t window_bytes, const Prior* prior)
      : window_bytes_(window_bytes),
        ngrams_(prior != nullptr ? prior->ngrams() : nullptr),
        known_(known_contexts(ngrams_)),
        mixing_(known_, prior) {
    if constexpr (kPlan.network) network_.emplace(*prior->network());
  }

  Place start() const override {
    Place place;
    if (network_) place.network = Cloned(network_->start());
    return place;
  }

  bool has_network() const override { return kPlan.network; }

  void score(ByteView text, Place& place, std::size_t count, std::span<std::uint16_t> p16s) override {
    assert(text.size() <= kMaxBlockBytes && place.position + count <= text.size() && p16s.size() >= 8 * count);
    while (count > 0) {
      const std::size_t some = std::min(count, kMostLanes);
      for (Reading& reading : std::span(readings_).first(some)) {
        look(place);
        read(text[place.position], place, 0, reading);
        skip(text, place, 1);
      }
      answer(some, p16s);
      p16s = p16s.subspan(8 * some);
      count -= some;
    }
  }

  void each_byte(std::span<const Lane> lanes, std::span<std::uint16_t> p16s) override {
    assert(lanes.size() <= kMostLanes && p16s.size() >= 8 * lanes.size());
    look_at(lanes);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      read(lanes[i].text[lanes[i].place->position], *lanes[i].place, i, readings_[i]);
    }
    move_on(lanes);
    answer(lanes.size(), p16s);
  }

  void all_bytes(const Place& place, std::span<std::uint16_t> p16s) override {
    assert(p16s.size() >= 8 * 256);
    look(place);
    for (std::size_t first = 0; first < 256; first += kMostLanes) {
      for (std::size_t i = 0; i < kMostLanes; ++i) read(static_cast<std::uint8_t>(first + i), place, 0, readings_[i]);
      answer(kMostLanes, p16s.subspan(8 * first));
    }
  }

  void skip(ByteView text, Place& place, std::size_t count) const override {
    for (; count > 0; --count) {
      update(text, place);
      if constexpr (kPlan.network) place.network->step(place.state);
    }
  }

 private:
  static constexpr std::size_t kHashed = kPlan.contexts.size();
  using Mixing = typename StaticMixingOf<kPlan>::Type;
  static_assert(kMostLanes <= StaticNetwork::kMostCells);

  /// A byte in a context.
  struct Sought {
    RecallCache::Key key;
    std::uint32_t hash;
  };

  /// A byte, where it stands, and what the model says there.
  struct Reading {
    std::array<Sought, kHashed> sought;  // (known contexts)
    typename Mixing::Decisions decisions;
  };

  /// What the cache does not have.
  struct Missed {
    std::size_t reading;
    std::size_t context;  ///< a known one
  };

  /// What the network says of the byte at `place`, for read().
  void look(const Place& place) {
    if constexpr (!kPlan.network) return;
    const NetworkCell* cell = place.network.get();
    network_->look({&cell, 1});
  }

  void look_at(std::span<const Lane> lanes) {
    if constexpr (!kPlan.network) return;
    std::array<const NetworkCell*, kMostLanes> cells{};
    for (std::size_t i = 0; i < lanes.size(); ++i) cells[i] = lanes[i].place->network.get();
    network_->look(std::span(cells).first(lanes.size()));
  }

  void move_on(std::span<const Lane> lanes) const {
    for (const Lane& lane : lanes) update(lane.text, *lane.place);
    if constexpr (!kPlan.network) return;
    std::array<NetworkCell::Step, kMostLanes> steps{};
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      steps[i] = {.cell = lanes[i].place->network.get(), .text = &lanes[i].place->state};
    }
    NetworkCell::step_together(std::span(steps).first(lanes.size()));
  }

  void update(ByteView text, Place& place) const {
    if constexpr (kPlan.nibbles) {
      place.state.update_words(text[place.position]);
    } else {
      place.state.update(TextPast(text, place.position, window_bytes_), text[place.position]);
    }
    ++place.position;
  }

  /// Has `reading` be about `byte` at `place`, number `cell` of those that the network was told of last, and asks for
  /// the memory that it needs.
  void read(std::uint8_t byte, const Place& place, [[maybe_unused]] std::size_t cell, Reading& reading) {
    mixing_.begin(byte, place.state.byte(1), classes_of(place.state), reading.decisions);
    const std::array all = all_sought(place.state, byte, std::make_index_sequence<kHashed>());
    for (std::size_t i = 0; i < known_.size(); ++i) {
      reading.sought[i] = all[known_[i]];
      cache_.fetch(reading.sought[i].key);
    }
    if constexpr (kPlan.network) mixing_.set_network(network_->opinions(cell, byte), reading.decisions);
  }

  /// The probabilities of the first `count` readings: (count)(8).
  void answer(std::size_t count, std::span<std::uint16_t> p16s) {
    reading_count_ = count;
    gather();
    for (const Reading& reading : std::span(readings_).first(count)) {
      mixing_.mix(reading.decisions, p16s.first<8>());
      p16s = p16s.subspan(8);
    }
  }

  template <std::size_t... kIndex>
  static std::array<Sought, kHashed> all_sought(const TextState& state, std::uint8_t byte,
                                                std::index_sequence<kIndex...>) {
    return {sought<kPlan.contexts[kIndex]>(state, byte)...};
  }

  template <ContextKind kContext>
  static Sought sought(const TextState& state, std::uint8_t byte) {
    const std::uint32_t hash = context_hash<kContext>(state);
    return {.key = RecallCache::key(kContext, hash, state.byte(1), byte), .hash = hash};
  }

  ContextKind known_context(std::size_t i) const { return kPlan.contexts[known_[i]]; }

  /// Sets up the inputs of the known contexts.
  void gather() {
    missed_count_ = 0;
    for (std::size_t r = 0; r < reading_count_; ++r) {
      for (std::size_t i = 0; i < known_.size(); ++i) {
        const Sought& sought = readings_[r].sought[i];
        if (const std::optional<RecallCache::Way> way = cache_.find(sought.key)) {
          mixing_.set_context(i, *way, readings_[r].decisions);
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
      const RecallCache::Way way = mixing_.way_of(i, *ngrams_, readings_[r].sought[i].hash, readings_[r].decisions);
      cache_.keep(readings_[r].sought[i].key, way);
      mixing_.set_context(i, way, readings_[r].decisions);
    }
  }

  static std::vector<std::size_t> known_contexts(const Ngrams* ngrams) {
    std::vector<std::size_t> known;
    for (std::size_t i = 0; ngrams != nullptr && i < kHashed; ++i) {
      if (ngrams->has(kPlan.contexts[i])) known.push_back(i);
    }
    return known;
  }

  std::size_t window_bytes_;
  std::optional<StaticNetwork> network_;
  const Ngrams* ngrams_;
  RecallCache cache_{kHashed};
  std::vector<std::size_t> known_;  // the contexts that the model has n-grams of
  Mixing mixing_;
  std::array<Reading, kMostLanes> readings_{};
  std::size_t reading_count_ = 0;
  std::array<Missed, kMostLanes * kHashed> missed_{};
  std::size_t missed_count_ = 0;
};

}  // namespace pith
