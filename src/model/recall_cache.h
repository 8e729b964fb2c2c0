#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/zeroed_array.h"
#include "model/ngrams.h"

namespace pith {

/// The histories that a model has for the decisions that lead to a byte in a context, kept for contexts that come
/// often. Exact: what it gives does not depend on what was asked before.
class RecallCache {
 public:
  /// `ngrams` outlives this.
  explicit RecallCache(const Ngrams& ngrams) : ngrams_(ngrams), entries_(kEntries) {}

  /// A byte in a context, and all that its histories depend on.
  struct Query {
    Context context;
    std::uint8_t last;  ///< the byte before
    std::uint8_t byte;
    std::uint32_t hash;  ///< context_hash()
  };

  /// (8), of the decisions from the first bit to the last, 0 where the model has none.
  using Way = std::array<std::uint8_t, 8>;

  // Ask for the memory that recall() needs, one after the other.
  void fetch(const Query& query) const { __builtin_prefetch(&entries_[index(key(query))]); }
  void fetch_index(const Query& query) const {
    if (!holds(query)) ngrams_.prefetch_index(query.context, query.hash);
  }
  void fetch_bucket(const Query& query) const {
    if (!holds(query)) ngrams_.prefetch_bucket(query.context, query.hash);
  }

  /// REQUIRES: ngrams.has(query.context).
  const Way& recall(const Query& query) {
    const std::uint64_t wanted = key(query);
    Entry& entry = entries_[index(wanted)];
    if (entry.key != wanted) {
      entry.key = wanted;
      ngrams_.recall_way(query.context, query.hash, query.last, query.byte, entry.way);
    }
    return entry.way;
  }

 private:
  struct Entry {
    std::uint64_t key;  // 0 = empty
    Way way;
  };
  static_assert(sizeof(Entry) == 16);

  static constexpr int kEntryBits = 19;
  static constexpr std::size_t kEntries = std::size_t{1} << kEntryBits;

  /// Never 0.
  static std::uint64_t key(const Query& query) {
    const std::uint64_t ranking = ranking_byte(query.context, query.last);
    return ranking << 48 | (static_cast<std::uint64_t>(query.context) + 1) << 40 | std::uint64_t{query.byte} << 32 |
           query.hash;
  }
  static std::size_t index(std::uint64_t key) { return (key * 0x9E3779B97F4A7C15u) >> (64 - kEntryBits); }

  bool holds(const Query& query) const {
    const std::uint64_t wanted = key(query);
    return entries_[index(wanted)].key == wanted;
  }

  const Ngrams& ngrams_;
  ZeroedArray<Entry> entries_;
};

}  // namespace pith
