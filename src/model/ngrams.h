#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/bytes.h"
#include "model/context.h"
#include "model/ngram_table.h"

namespace pith {

inline constexpr int kNibbleHistories = 15;

/// The n-grams of a model: for each kind of context a table of what followed it in training. Immutable.
class Ngrams {
 public:
  /// `section` is laid out as src/format/NGRAMS.md says, and outlives this. Throws Error kDamaged.
  explicit Ngrams(ByteView section);

  bool has(Context context) const { return tables_[index(context)].has_value(); }

  void prefetch(Context context, std::uint32_t hash) const {
    if (has(context)) tables_[index(context)]->prefetch(hash);
  }

  /// Writes the histories that a nibble has after training. `hash` is context_hash() of `context`, `last` the last
  /// byte, `half` 0 for the first nibble of a byte, else a 1 and the four bits before. Leaves histories that training
  /// says nothing about as they are.
  void recall(Context context, std::uint32_t hash, std::uint8_t last, std::uint32_t half,
              std::uint8_t* histories) const;

 private:
  static std::size_t index(Context context) { return static_cast<std::size_t>(context); }

  std::optional<SuccessorRanks> ranks_;
  CountClassCodes classes_;
  std::array<std::optional<NgramTable>, kContextKinds> tables_;
};

}  // namespace pith
