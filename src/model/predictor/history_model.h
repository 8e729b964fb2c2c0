#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "base/zeroed_array.h"
#include "model/bits/adaptive_probability.h"
#include "model/bits/bit_history.h"
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
/// Orders 0 and 1 have tables of their own; the hashed contexts of kPlan share a SlotTable.
template <const LevelPlan& kPlan>
class HistoryModel {
 public:
  static constexpr int kHashed = static_cast<int>(kPlan.contexts.size());

  /// One input a hashed context, then order 1 and order 0.
  static constexpr int kInputs = kHashed + 2;

  /// `table_bytes`: memory of the slot table, a multiple of its pages. `ngrams`: what is known of contexts before the
  /// text shows them, null = nothing; outlives this. If `thorough`, contexts are looked up also where `ngrams` does not
  /// know a shorter one that they extend.
  HistoryModel(std::size_t table_bytes, const Ngrams* ngrams, bool thorough)
      : ngrams_(ngrams), thorough_(thorough), table_(table_bytes / sizeof(SlotTable::Line)), order1_(65536) {
    maps_.fill(kUntaughtHistoryMap);
    nodes_[kHashed + 1] = order0_.data();
    for (int i = 0; i < kHashed; ++i) {
      is_in_model_[i] = ngrams_ != nullptr && ngrams_->has(kPlan.contexts[i]);
      if (is_in_model_[i]) in_model_[in_model_count_++] = i;
    }
  }

  const std::array<HistoryMap, kInputs>& maps() const { return maps_; }
  ShortHistories short_histories() const {
    return {.order0 = order0_, .order1 = {order1_.data(), order1_.data() + order1_.size()}};
  }

  /// REQUIRES: maps.size() == kInputs.
  void start_from(const ShortHistories& short_histories, std::span<const HistoryMap> maps) {
    order0_ = short_histories.order0;
    std::ranges::copy(short_histories.order1, order1_.data());
    std::ranges::copy(maps, maps_.begin());
  }

  // nodes_ points into order0_.
  HistoryModel(const HistoryModel&) = delete;
  HistoryModel& operator=(const HistoryModel&) = delete;

  /// Computes the contexts of the next byte and asks for their memory; enter() must follow before the next predict().
  /// The two are apart so that the memory arrives while the caller does something else.
  void fetch_byte(const TextState& text) {
    last_ = text.byte(1);
    nodes_[kHashed] = &order1_[text.byte(1) * std::size_t{256}];
    compute_hashes(text, std::make_index_sequence<kHashed>());
    for (int i = 0; i < kHashed; ++i) {
      line_[i] = table_.line_of(hash_[i]);
      check_[i] = std::max<std::uint32_t>(hash_[i] & 255, 1);
      table_.prefetch(line_[i]);
    }
    for (const int i : std::span(in_model_).first(in_model_count_)) {
      ngrams_->prefetch_index(kPlan.contexts[i], hash_[i]);
    }
  }

  /// fetch_byte() for the second nibble of a byte whose first bits are `partial`, 16..31.
  void fetch_nibble(std::uint32_t partial) {
    for (int i = 0; i < kHashed; ++i) {
      line_[i] = nibble_line(i, partial);
      check_[i] = std::max<std::uint32_t>(((hash_[i] * 0x9E3779B1u >> 24) + partial * 37) & 255, 1);
      table_.prefetch(line_[i]);
    }
  }

  /// Enters the nibble that was fetched last. `half`: 0 for the first nibble of a byte, else a 1 and the four bits
  /// before. recall() must follow: the two are apart so that the memory of what is to be recalled is on its way while
  /// the caller does something else.
  void enter(std::uint32_t half) {
    half_ = half;
    if (ngrams_ == nullptr) {
      for (int i = 0; i < kHashed; ++i) {
        nodes_[i] = table_.find(line_[i], check_[i]).histories;
      }
    } else {
      enter_known();
    }
  }

  /// The first nibble of a byte as it was entered, and the way back there after others were peeked at: where its
  /// histories are, and what was sought for it, on which depends what is sought for the second.
  /// REQUIRES: fetch_byte() was called as for that nibble, if bits are to be predicted.
  struct Entered {
    std::array<std::uint8_t*, kInputs> nodes{};  // where the histories of this nibble (orders 0 and 1: byte) begin
    std::array<bool, kHashed> sought{};          // contexts that were sought in this byte
    std::array<Ngrams::Place, kHashed> place{};  // where sought
  };
  Entered entered() const { return {nodes_, sought_, place_}; }
  void enter_again(const Entered& entered) {
    nodes_ = entered.nodes;
    sought_ = entered.sought;
    place_ = entered.place;
  }

  /// enter() that leaves no trace: contexts that the text has not shown get no room of their own.
  void peek(std::uint32_t half) {
    half_ = half;
    if (half == 0) sought_.fill(false);
    for (int i = 0; i < kHashed; ++i) {
      nodes_[i] = table_.peek(line_[i], check_[i]);
      if (nodes_[i] != nullptr) continue;
      std::array<std::uint8_t, 15>& unseen = unseen_[half == 0 ? 0 : 1][i];
      unseen.fill(0);
      nodes_[i] = unseen.data();
      recall_later(i);
    }
  }

  /// Sets up the histories of contexts that are new to the text by what is known of them.
  void recall() {
    for (const int i : std::span(seeking_).first(seeking_count_)) {
      seek(i);
    }
    for (const int i : std::span(recalling_).first(recalling_count_)) {
      if (place_[i]) ngrams_->recall(kPlan.contexts[i], *place_[i], last_, half_, followers_[i], nodes_[i]);
    }
    seeking_count_ = recalling_count_ = 0;
  }

  /// Inputs for the next bit: stretched probabilities, 0 where a context has no history yet.
  void predict(std::uint32_t partial, int bit_index, std::int32_t* inputs) {
    // Node of the nibble's tree, breadth first: 2^k - 1 + the k bits so far.
    const std::uint32_t first = (1u << (bit_index & 3)) - 1;
    const std::uint32_t node = first + (partial & first);
    int known_contexts = 0;
    for (int i = 0; i < kHashed; ++i) {
      history_[i] = nodes_[i] + node;
      const int known = *history_[i] != 0 ? 1 : 0;
      known_contexts += known;
      inputs[i] = stretch(maps_[i][*history_[i]].p16()) & -known;
    }
    for (int i = kHashed; i < kInputs; ++i) {
      history_[i] = nodes_[i] + partial;
      inputs[i] = stretch(maps_[i][*history_[i]].p16());
    }
    known_contexts_ = known_contexts;
  }

  void learn(int bit) {
    for (int i = 0; i < kInputs; ++i) {
      const std::uint8_t history = *history_[i];
      maps_[i][history].learn(bit, AdaptiveProbability::kMaxLimit);
      *history_[i] = next_history(history, bit);
    }
  }

  /// How many hashed contexts have a history for the present bit, in [0, kHashed].
  int known_contexts() const { return known_contexts_; }

 private:
  void enter_known() {
    if (half_ == 0) sought_.fill(false);
    for (int i = 0; i < kHashed; ++i) {
      const SlotTable::Slot slot = table_.find(line_[i], check_[i]);
      nodes_[i] = slot.histories;
      if (slot.is_new) recall_later(i);
    }
  }

  /// Notes that recall() is to set up the histories of context i.
  void recall_later(int i) {
    if (!is_in_model_[i]) return;
    recalling_[recalling_count_++] = i;
    if (sought_[i]) return;
    ngrams_->prefetch_bucket(kPlan.contexts[i], hash_[i]);
    seeking_[seeking_count_++] = i;
  }

  /// A model that knows a context mostly knows the shorter ones it extends: where it does not know those, looking is
  /// rarely worth its time.
  void seek(int i) {
    constexpr auto kShorter = extended_contexts(std::span<const ContextKind, kHashed>(kPlan.contexts));
    const int shorter = kShorter[i];
    sought_[i] = true;
    const bool hopeless = !thorough_ && shorter >= 0 && sought_[shorter] && !place_[shorter];
    place_[i] = hopeless ? std::nullopt : ngrams_->find(kPlan.contexts[i], hash_[i]);
  }

  template <std::size_t... kIndex>
  void compute_hashes(const TextState& text, std::index_sequence<kIndex...>) {
    ((hash_[kIndex] = context_hash<kPlan.contexts[kIndex]>(text)), ...);
  }

  std::uint32_t nibble_line(int i, std::uint32_t partial) const {
    const std::uint32_t place = (partial * 0x9E3779B1u + (hash_[i] >> 3) * 0x2545F491u) >> 26;
    return SlotTable::line_in_page(table_.line_of(hash_[i]), place);
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
  std::array<std::uint32_t, kHashed> hash_{};
  std::array<std::uint32_t, kHashed> line_{};
  std::array<std::uint32_t, kHashed> check_{};
  std::array<std::uint8_t*, kInputs> nodes_{};    // where the histories of this nibble (orders 0 and 1: byte) begin
  std::array<std::uint8_t*, kInputs> history_{};  // the history of this bit
  /// (nibbles of a byte)(contexts): histories that peek() did not find.
  std::array<std::array<std::array<std::uint8_t, 15>, kHashed>, 2> unseen_{};
  int known_contexts_ = 0;
  std::uint8_t last_ = 0;                 // the byte before the one fetched
  std::uint32_t half_ = 0;                // of the nibble entered, as in enter()
  std::array<int, kHashed> recalling_{};  // the contexts that are new to the text
  std::array<int, kHashed> seeking_{};    // those of them that were not sought in this byte
  std::size_t recalling_count_ = 0;
  std::size_t seeking_count_ = 0;
  std::array<bool, kHashed> sought_{};          // in this byte
  std::array<Ngrams::Place, kHashed> place_{};  // where sought_
  std::array<Ngrams::Followers, kHashed> followers_{};
};

}  // namespace pith
