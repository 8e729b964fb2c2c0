#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "model/ngrams/ngrams.h"
#include "model/nibbles/cell_table.h"
#include "model/nibbles/counted_state.h"
#include "model/nibbles/nibble_line.h"
#include "model/plan/level_plan.h"
#include "model/text/context.h"
#include "model/text/text_state.h"

namespace pith {

inline constexpr std::size_t kNibbleContexts = kNibbleContextKinds.size();

/// context_hash() of each of kNibbleContextKinds.
using NibbleHashes = std::array<std::uint32_t, kNibbleContexts>;

inline NibbleHashes nibble_hashes(const TextState& text) {
  using enum ContextKind;
  static_assert(kNibbleContextKinds == std::array{kOrder2, kOrder3, kOrder4, kWord, kOrder6});
  return {context_hash<kOrder2>(text), context_hash<kOrder3>(text), context_hash<kOrder4>(text),
          context_hash<kWord>(text), context_hash<kOrder6>(text)};
}

/// Sets the states of the decisions of which `counts` tell something.
inline void tell_line(const NibbleCounts& counts, NibbleLine& line) {
  if (counts.known == 0) return;
  for_each_known_decision(counts, [&](std::size_t node, std::uint32_t zeros, std::uint32_t ones) {
    line.states[node - 1] = state_of_counts(zeros, ones);
  });
}

/// What the n-grams of a model know of contexts that are new to the text.
class NibbleRecall {
 public:
  /// `ngrams`: null = nothing is known; outlives this. If `thorough`, contexts are looked up also where `ngrams` does
  /// not know a shorter one that they extend.
  NibbleRecall(const Ngrams* ngrams, bool thorough) : ngrams_(ngrams), thorough_(thorough) {
    for (std::size_t i = 0; i < kNibbleContexts; ++i) {
      if (ngrams_ != nullptr && ngrams_->has(kind(i))) known_ |= 1u << i;
    }
  }

  /// Those of the contexts, as bits, that the model has n-grams of.
  std::uint32_t known() const { return known_; }

  /// Where the contexts of one byte are in the n-grams. A plain value.
  struct Byte {
    NibbleHashes hashes{};
    std::uint8_t last = 0;
    std::uint32_t sought = 0;  ///< as bits
    std::array<Ngrams::Place, kNibbleContexts> places{};
  };

  // Ask for the memory that tells of contexts (bits of known()), first and then.
  void prefetch_index(std::uint32_t contexts, const NibbleHashes& hashes) const {
    for_each(contexts, [&](std::size_t i) { ngrams_->prefetch_index(kind(i), hashes[i]); });
  }
  void prefetch_bucket(std::uint32_t contexts, const NibbleHashes& hashes) const {
    for_each(contexts, [&](std::size_t i) { ngrams_->prefetch_bucket(kind(i), hashes[i]); });
  }

  /// Calls visit(i) for the bits of `contexts`, the lowest first.
  template <typename Visit>
  static void for_each(std::uint32_t contexts, Visit visit) {
    for (; contexts != 0; contexts &= contexts - 1) visit(static_cast<std::size_t>(std::countr_zero(contexts)));
  }

  /// What followed context i of known(): null if the n-grams do not know it.
  const Ngrams::SuccessorList* successors(std::size_t i, Byte& byte) {
    if ((byte.sought >> i & 1) == 0) seek(i, byte);
    if (!byte.places[i]) return nullptr;
    ngrams_->fill(successors_[i], kind(i), *byte.places[i], byte.last);
    return successors_[i].count == 0 ? nullptr : &successors_[i];
  }

  /// Tells a new cell of the first nibble, and of the second one after the likeliest first one.
  static void tell_cell(const Ngrams::SuccessorList& list, NibbleCell& cell) {
    tell_line(list.first_nibbles, cell.first);
    const std::uint32_t likeliest = likeliest_nibble(list.first_nibbles);
    tell_line(Ngrams::second_nibbles(list, 16 + likeliest), cell.second);
    cell.second.tag = static_cast<std::uint8_t>(16 + likeliest);
  }

 private:
  /// Of equals the smallest. REQUIRES: some nibble is known.
  static std::uint32_t likeliest_nibble(const NibbleCounts& counts) {
    auto likeliest = static_cast<std::uint32_t>(std::countr_zero(counts.known));
    for_each(counts.known, [&](std::size_t nibble) {
      if (counts.counts[nibble] > counts.counts[likeliest]) likeliest = static_cast<std::uint32_t>(nibble);
    });
    return likeliest;
  }

  static ContextKind kind(std::size_t i) { return kNibbleContextKinds[i]; }

  /// As HistoryModel does: where a shorter context is not known, looking is rarely worth its time.
  void seek(std::size_t i, Byte& byte) const {
    constexpr auto kExtended = extended_contexts(std::span(kNibbleContextKinds));
    const int shorter = kExtended[i];
    byte.sought |= 1u << i;
    const bool hopeless = !thorough_ && shorter >= 0 && (byte.sought >> shorter & 1) != 0 && !byte.places[shorter];
    byte.places[i] = hopeless ? std::nullopt : ngrams_->find(kind(i), byte.hashes[i]);
  }

  const Ngrams* ngrams_;
  bool thorough_;
  std::uint32_t known_ = 0;
  std::array<Ngrams::SuccessorList, kNibbleContexts> successors_{};
};

}  // namespace pith
