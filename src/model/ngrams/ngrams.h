#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "base/bytes.h"
#include "model/ngrams/nibble_counts.h"
#include "model/ngrams/successor_ranks.h"
#include "model/ngrams/table.h"
#include "model/text/context.h"

namespace pith {

/// The n-grams of a model: for each kind of context a table of what followed it in training. Immutable.
class Ngrams {
 public:
  /// `section_bytes` is laid out as docs/format/NGRAMS.md says, and outlives this. Throws Error kDamaged.
  explicit Ngrams(ByteView section_bytes);

  const SuccessorRanks& ranks() const { return *ranks_; }

  bool has(ContextKind context) const { return tables_[index(context)].has_value(); }

  /// REQUIRES: has(context).
  const NgramTable& table(ContextKind context) const {
    assert(has(context));
    return *tables_[index(context)];
  }

  /// A context, if training knows it.
  using Place = std::optional<std::uint64_t>;

  /// `hash`: context_hash() of `context`. REQUIRES: has(context).
  Place find(ContextKind context, std::uint32_t hash) const { return table(context).find(hash); }

  // Ask for the memory that find() needs, first and then.
  void prefetch_index(ContextKind context, std::uint32_t hash) const { table(context).prefetch_index(hash); }
  void prefetch_bucket(ContextKind context, std::uint32_t hash) const { table(context).prefetch_bucket(hash); }

  /// What followed a context in training, kept from the first nibble of a byte to its second, so that a list is read
  /// once. recall() gives the same whatever it holds, as long as it is used for contexts of one kind.
  struct SuccessorList {
    std::uint64_t place = UINT64_MAX;
    std::uint8_t last = 0;
    std::size_t count = 0;
    NibbleCounts first_nibbles{};
    std::array<std::uint8_t, kMaxSuccessors> bytes{};
    std::array<std::uint8_t, kMaxSuccessors> count_classes{};
  };

  /// Writes the histories (15) that a nibble has after training in the context at `place`. `last` is the last byte,
  /// `half` 0 for the first nibble of a byte, else a 1 and the four bits before. Leaves histories that training says
  /// nothing about as they are.
  void recall(ContextKind context, std::uint64_t place, std::uint8_t last, std::uint32_t half,
              SuccessorList& successors, std::uint8_t* histories) const;

  /// Makes `successors` those of the context at `place`, if they are not. `last` is the last byte.
  void fill(SuccessorList& successors, ContextKind context, std::uint64_t place, std::uint8_t last) const;

  /// How often each second nibble came after the first one `half` - 16.
  static NibbleCounts second_nibbles(const SuccessorList& successors, std::uint32_t half);

  /// How often training decided for a 0 or 1.
  struct Decided {
    std::uint32_t zeros;
    std::uint32_t ones;
  };

  /// What it decided in the context of that hash, at each of the decisions that lead to `byte`.
  std::array<Decided, 8> way_counts(ContextKind context, std::uint32_t hash, std::uint8_t last,
                                    std::uint8_t byte) const;

  /// Writes the histories (8) of the decisions that lead to `byte` in the context of that hash: those that find() and
  /// recall() give, 0 where there are none.
  void recall_way(ContextKind context, std::uint32_t hash, std::uint8_t last, std::uint8_t byte,
                  std::span<std::uint8_t, 8> histories) const;

 private:
  /// Calls take(byte, count class) for what followed the context at `place`.
  template <typename Take>
  void for_each_successor(ContextKind context, std::uint64_t place, std::uint8_t last, Take take) const;

  static std::size_t index(ContextKind context) { return static_cast<std::size_t>(context); }

  std::unique_ptr<const SuccessorCode> code_;  // where the tables find it, also after a move
  std::optional<SuccessorRanks> ranks_;
  std::array<std::optional<NgramTable>, kContextKinds> tables_;
};

}  // namespace pith
