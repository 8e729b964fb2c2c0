#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/progress.h"
#include "model/text/context.h"
#include "train/corpus/corpus.h"
#include "train/ngrams/occurrences.h"

namespace pith {

/// A byte that followed a context, and how often.
struct CountedByte {
  std::uint32_t byte : 8;
  std::uint32_t count : 24;  ///< at most kMaxCount
};
inline constexpr std::uint32_t kMaxCount = (1 << 24) - 1;

/// A context that training may remember.
struct CountedContext {
  std::uint32_t hash = 0;      ///< context_hash()
  std::uint32_t position = 0;  ///< of a byte that follows it
  std::uint32_t count = 0;     ///< how often it occurs
  float saving = 0;            ///< bits an occurrence over the shorter contexts; see compute_savings()
  std::size_t first = 0;       ///< of its bytes in NgramCounts::bytes
  std::uint16_t length = 0;    ///< how many those are
};

/// What followed each context of one kind in a corpus. Only what occurs in two pieces or more is kept: contexts, and
/// bytes after them.
class NgramCounts {
 public:
  NgramCounts() = default;

  /// Of contexts in ascending order of hash, no two alike, whose bytes are parts of `bytes`.
  NgramCounts(std::vector<CountedContext> contexts, std::vector<CountedByte> bytes)
      : contexts_(std::move(contexts)), bytes_(std::move(bytes)) {
    build_index();
  }

  std::span<const CountedContext> contexts() const { return contexts_; }  ///< in ascending order of hash
  std::span<CountedContext> contexts() { return contexts_; }

  /// The bytes after a context, most frequent first.
  std::span<const CountedByte> bytes(const CountedContext& context) const {
    return std::span(bytes_).subspan(context.first, context.length);
  }

  /// The context of that hash; null if there is none.
  const CountedContext* find(std::uint32_t hash) const;

  // Ask for memory ahead of time: what find(hash) reads first, what it reads then, and bytes(context).
  void prefetch_index(std::uint32_t hash) const {
    if (!contexts_.empty()) __builtin_prefetch(&index_[slot_of(hash)]);
  }
  void prefetch_context(std::uint32_t hash) const {
    if (!contexts_.empty()) __builtin_prefetch(contexts_.data() + likely_place(hash));
  }
  void prefetch_bytes(const CountedContext& context) const { __builtin_prefetch(bytes_.data() + context.first); }

 private:
  friend class NgramCounter;
  static constexpr int kIndexBits = 18;

  static std::size_t slot_of(std::uint32_t hash) { return hash >> (32 - kIndexBits); }

  /// Where the context of that hash is or is near, as hashes are spread evenly. REQUIRES: there are contexts.
  std::size_t likely_place(std::uint32_t hash) const {
    assert(!contexts_.empty());
    const std::size_t begin = index_[slot_of(hash)];
    const std::size_t end = index_[slot_of(hash) + 1];
    return begin + ((std::uint64_t{hash << kIndexBits} * (end - begin)) >> 32);
  }

  void build_index();

  std::vector<CountedContext> contexts_;
  std::vector<CountedByte> bytes_;
  std::vector<std::uint32_t> index_;  // (2^kIndexBits + 1) where the contexts whose hash begins so begin
};

/// Counts the contexts of `kind` that occur `least_count` times or more. Sorts the occurrences by hash, as many at a
/// time as `room` holds. Advances `progress` by the corpus once. REQUIRES: least_count >= 2.
NgramCounts count_ngrams(const Corpus& corpus, ContextKind kind, std::uint32_t least_count, OccurrencePartitions& room,
                         Progress& progress);

/// context_hash() of a kind known at run time only.
std::uint32_t hash_of(ContextKind kind, const TextState& state);

}  // namespace pith
