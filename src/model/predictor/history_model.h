#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "base/zeroed_array.h"
#include "model/bits/adaptive_probability.h"
#include "model/bits/bit_history.h"
#include "model/bits/bit_place.h"
#include "model/bits/logistic.h"
#include "model/bits/slot_table.h"
#include "model/plan/level_plan.h"
#include "model/predictor/prior.h"
#include "model/text/context.h"

namespace pith {

/// A map that knows nothing but the counts in a history.
inline constexpr HistoryMap kUntaughtHistoryMap = [] {
  HistoryMap map{};
  for (int h = 0; h < 256; ++h) {
    map[h] = AdaptiveProbability(history_prior(static_cast<std::uint8_t>(h)), 0);
  }
  return map;
}();

/// The n-gram evidence: in each context the bit history of every decision seen there, and for each context what a
/// history has turned out to mean (indirect modelling).
///
/// Orders 0 and 1 have tables of their own; the hashed contexts of kPlan share a SlotTable. This holds what all places
/// of a text share. What belongs to a place are plain values, each made from the one before: Contexts of a byte,
/// Addresses of a nibble in them, the Nibble entered there.
template <const LevelPlan& kPlan>
class HistoryModel {
 public:
  static constexpr int kHashed = static_cast<int>(kPlan.contexts.size());

  // The inputs: one for each hashed context, then order 1 and order 0.
  static constexpr int kOrder1Input = kHashed;
  static constexpr int kOrder0Input = kHashed + 1;
  static constexpr int kInputs = kHashed + 2;

  /// `table_bytes`: memory of the slot table, a multiple of its pages. `ngrams`: what is known of contexts before the
  /// text shows them, null = nothing; outlives this. If `thorough`, contexts are looked up also where `ngrams` does not
  /// know a shorter one that they extend.
  HistoryModel(std::size_t table_bytes, const Ngrams* ngrams, bool thorough)
      : ngrams_(ngrams), thorough_(thorough), table_(table_bytes / sizeof(SlotTable::Line)), order1_(65536) {
    maps_.fill(kUntaughtHistoryMap);
    for (int i = 0; i < kHashed; ++i) {
      is_in_model_[i] = ngrams_ != nullptr && ngrams_->has(kPlan.contexts[i]);
      if (is_in_model_[i]) in_model_[in_model_count_++] = i;
    }
  }

  const std::array<HistoryMap, kInputs>& maps() const { return maps_; }

  /// REQUIRES: maps.size() == kInputs.
  void start_from(const ShortHistories& short_histories, std::span<const HistoryMap> maps) {
    assert(maps.size() == kInputs);
    order0_ = short_histories.order0;
    std::ranges::copy(short_histories.order1, order1_.data());
    std::ranges::copy(maps, maps_.begin());
  }

  // A Nibble points into the tables.
  HistoryModel(const HistoryModel&) = delete;
  HistoryModel& operator=(const HistoryModel&) = delete;

  /// The contexts of a byte.
  struct Contexts {
    std::array<std::uint32_t, kHashed> hash;  ///< context_hash()
    std::uint8_t last;                        ///< the byte before
  };
  /// Sets `contexts` to those of the byte after `text`. In place, as in fetch(): a copy would be felt.
  static void find_contexts(const TextState& text, Contexts& contexts) {
    find_contexts(text, contexts, std::make_index_sequence<kHashed>());
  }

  /// Where the histories of a nibble may be.
  struct Addresses {
    std::uint32_t half;  ///< 0: the first nibble of a byte, else the second one, after these bits (16 to 31)
    std::array<std::uint32_t, kHashed> line;
    std::array<std::uint32_t, kHashed> check;
  };

  /// Sets `addresses` to those of a nibble; `half` as there. Asks for the memory that enter() needs, so that it arrives
  /// while the caller does something else; nothing else changes if it is never entered.
  void fetch(const Contexts& contexts, std::uint32_t half, Addresses& addresses) const {
    addresses.half = half;
    if (half == 0) {
      fetch_first(contexts, addresses);
    } else {
      fetch_second(contexts, addresses);
    }
  }

  /// The nibble that decisions are made in. Entering the second nibble of a byte goes on from the first.
  struct Nibble {
    std::array<std::uint8_t*, kInputs> nodes{};  ///< where its histories (orders 0 and 1: those of its byte) begin
    std::array<bool, kHashed> sought{};          ///< contexts that were sought in the n-grams in this byte
    std::array<Ngrams::Place, kHashed> place{};  ///< where they were found, if sought
  };

  /// Histories of contexts that have no room in the tables.
  using Room = std::array<std::array<std::uint8_t, 15>, kHashed>;

  /// Enters the nibble at `addresses` of `contexts`; contexts that the text has not shown get a slot of their own,
  /// which begins with what the n-grams know of them. Calls meanwhile() while the memory for that is on its way.
  template <typename Meanwhile>
  void enter(const Contexts& contexts, const Addresses& addresses, Nibble& nibble, Meanwhile meanwhile) {
    begin(contexts, addresses, nibble);
    if (ngrams_ == nullptr) {
      for (int i = 0; i < kHashed; ++i) {
        nibble.nodes[i] = table_.find(addresses.line[i], addresses.check[i]).histories;
      }
      meanwhile();
      return;
    }
    Unknown unknown;
    for (int i = 0; i < kHashed; ++i) {
      const SlotTable::Slot slot = table_.find(addresses.line[i], addresses.check[i]);
      nibble.nodes[i] = slot.histories;
      if (slot.is_new && is_in_model_[i]) note(unknown, i, contexts, nibble);
    }
    meanwhile();
    recall(unknown, contexts, addresses, nibble);
  }

  /// enter() that leaves no trace: what the text has not shown gets its histories in `room`, which has to last as long
  /// as the nibble is used.
  template <typename Meanwhile>
  void peek(const Contexts& contexts, const Addresses& addresses, Nibble& nibble, Room& room, Meanwhile meanwhile) {
    begin(contexts, addresses, nibble);
    Unknown unknown;
    for (int i = 0; i < kHashed; ++i) {
      nibble.nodes[i] = table_.peek(addresses.line[i], addresses.check[i]);
      if (nibble.nodes[i] != nullptr) continue;
      room[i].fill(0);
      nibble.nodes[i] = room[i].data();
      if (is_in_model_[i]) note(unknown, i, contexts, nibble);
    }
    meanwhile();
    recall(unknown, contexts, addresses, nibble);
  }

  /// Inputs for the next bit: stretched probabilities, 0 where a context has no history yet.
  /// REQUIRES: `nibble` is the one of `place`.
  void predict(const Nibble& nibble, BitPlace place, std::int32_t* inputs) {
    const std::uint32_t node = place.node() - 1;  // breadth first, as histories lie
    int known_contexts = 0;
    for (int i = 0; i < kHashed; ++i) {
      history_[i] = nibble.nodes[i] + node;
      const int known = *history_[i] != 0 ? 1 : 0;
      known_contexts += known;
      inputs[i] = stretch(maps_[i][*history_[i]].p16()) & -known;
    }
    for (int i = kHashed; i < kInputs; ++i) {
      history_[i] = nibble.nodes[i] + place.partial();
      inputs[i] = stretch(maps_[i][*history_[i]].p16());
    }
    known_contexts_ = known_contexts;
  }

  /// What came where predict() was asked last.
  void learn(int bit) {
    for (int i = 0; i < kInputs; ++i) {
      const std::uint8_t history = *history_[i];
      maps_[i][history].learn(bit, AdaptiveProbability::kMaxLimit);
      *history_[i] = next_history(history, bit);
    }
  }

  /// How many hashed contexts had a history where predict() was asked last, in [0, kHashed].
  int known_contexts() const { return known_contexts_; }

 private:
  template <std::size_t... kIndex>
  static void find_contexts(const TextState& text, Contexts& contexts, std::index_sequence<kIndex...>) {
    ((contexts.hash[kIndex] = context_hash<kPlan.contexts[kIndex]>(text)), ...);
    contexts.last = text.byte(1);
  }

  void fetch_first(const Contexts& contexts, Addresses& addresses) const {
    for (int i = 0; i < kHashed; ++i) {
      addresses.line[i] = table_.line_of(contexts.hash[i]);
      addresses.check[i] = std::max<std::uint32_t>(contexts.hash[i] & 255, 1);
      table_.prefetch(addresses.line[i]);
    }
    for (const int i : std::span(in_model_).first(in_model_count_)) {
      ngrams_->prefetch_index(kPlan.contexts[i], contexts.hash[i]);
    }
  }

  void fetch_second(const Contexts& contexts, Addresses& addresses) const {
    for (int i = 0; i < kHashed; ++i) {
      const std::uint32_t hash = contexts.hash[i];
      const std::uint32_t place = (addresses.half * 0x9E3779B1u + (hash >> 3) * 0x2545F491u) >> 26;
      addresses.line[i] = SlotTable::line_in_page(table_.line_of(hash), place);
      addresses.check[i] = std::max<std::uint32_t>(((hash * 0x9E3779B1u >> 24) + addresses.half * 37) & 255, 1);
      table_.prefetch(addresses.line[i]);
    }
  }

  void begin(const Contexts& contexts, const Addresses& addresses, Nibble& nibble) {
    if (addresses.half != 0) return;
    nibble.nodes[kOrder1Input] = &order1_[contexts.last * std::size_t{256}];
    nibble.nodes[kOrder0Input] = order0_.data();
    if (ngrams_ != nullptr) nibble.sought.fill(false);
  }

  /// Contexts of a nibble that are new to the text and may be known to the n-grams.
  struct Unknown {
    std::array<int, kHashed> all;
    std::array<int, kHashed> unsought;  ///< those of them that were not sought yet in this byte
    std::size_t count = 0;
    std::size_t unsought_count = 0;
  };

  void note(Unknown& unknown, int i, const Contexts& contexts, const Nibble& nibble) const {
    unknown.all[unknown.count++] = i;
    if (nibble.sought[i]) return;
    ngrams_->prefetch_bucket(kPlan.contexts[i], contexts.hash[i]);
    unknown.unsought[unknown.unsought_count++] = i;
  }

  /// Sets up the histories of unknown contexts by what the n-grams know of them.
  void recall(const Unknown& unknown, const Contexts& contexts, const Addresses& addresses, Nibble& nibble) {
    for (const int i : std::span(unknown.unsought).first(unknown.unsought_count)) seek(i, contexts, nibble);
    for (const int i : std::span(unknown.all).first(unknown.count)) {
      if (!nibble.place[i]) continue;
      ngrams_->recall(kPlan.contexts[i], *nibble.place[i], contexts.last, addresses.half, successors_[i],
                      nibble.nodes[i]);
    }
  }

  /// A model that knows a context mostly knows the shorter ones that it extends: where it does not know those, looking
  /// is rarely worth its time.
  void seek(int i, const Contexts& contexts, Nibble& nibble) const {
    constexpr auto kExtended = extended_contexts(std::span<const ContextKind, kHashed>(kPlan.contexts));
    const int shorter = kExtended[i];
    nibble.sought[i] = true;
    const bool hopeless = !thorough_ && shorter >= 0 && nibble.sought[shorter] && !nibble.place[shorter];
    nibble.place[i] = hopeless ? std::nullopt : ngrams_->find(kPlan.contexts[i], contexts.hash[i]);
  }

  const Ngrams* ngrams_;
  std::array<bool, kHashed> is_in_model_{};  // whether ngrams_ has a table of a context
  std::array<int, kHashed> in_model_{};      // those of which it has
  std::size_t in_model_count_ = 0;
  bool thorough_;
  SlotTable table_;
  ZeroedArray<std::uint8_t> order1_;  // (256 last bytes)(256 partial bytes)
  std::array<std::uint8_t, 256> order0_{};
  std::array<HistoryMap, kInputs> maps_;
  std::array<std::uint8_t*, kInputs> history_{};  // those that predict() used last
  int known_contexts_ = 0;
  std::array<Ngrams::SuccessorList, kHashed> successors_{};
};

}  // namespace pith
