#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/zeroed_array.h"
#include "model/text/context.h"

namespace pith {

/// What the n-grams of a model say of a byte in a context, kept for what comes often.
class RecallCache {
 public:
  /// Stands for a byte in a context, never 0: with the same key the n-grams say the same. `hash`: context_hash();
  /// `last`: the byte before.
  using Key = std::uint64_t;
  static constexpr Key key(ContextKind context, std::uint32_t hash, std::uint8_t last, std::uint8_t byte) {
    const std::uint64_t ranking = ranking_byte(context, last);
    return ranking << 48 | (static_cast<std::uint64_t>(context) + 1) << 40 | std::uint64_t{byte} << 32 | hash;
  }

  /// The inputs of the mixer at the decisions that lead to the byte, from the first to the last.
  struct Way {
    std::array<std::int16_t, 8> inputs;  ///< 0 where the model knows nothing
    int known;                           ///< how many of the decisions it knows something of: the first ones
  };

  /// For texts that are read in so many contexts: 2^16 entries of 24 bytes for each context, rounded up to a power
  /// of 2.
  explicit RecallCache(std::size_t contexts)
      : entry_bits_(16 + static_cast<int>(std::bit_width(contexts - 1))), entries_(std::size_t{1} << entry_bits_) {}

  /// Asks for the memory that find() needs.
  void fetch(Key key) const { __builtin_prefetch(&entries_[index(key)]); }

  /// What keep() was given for `key`; nothing if another key has taken its place since.
  std::optional<Way> find(Key key) const {
    const Entry& entry = entries_[index(key)];
    if ((entry.key & kKeyMask) != key) return std::nullopt;
    return Way{.inputs = entry.inputs, .known = static_cast<int>(entry.key >> kKeyBits)};
  }

  void keep(Key key, const Way& way) {
    entries_[index(key)] = {.key = key | static_cast<std::uint64_t>(way.known) << kKeyBits, .inputs = way.inputs};
  }

 private:
  struct Entry {
    std::uint64_t key;  // with Way::known above it; 0 = empty
    std::array<std::int16_t, 8> inputs;
  };
  static_assert(sizeof(Entry) == 24);

  static constexpr int kKeyBits = 57;
  static constexpr std::uint64_t kKeyMask = (std::uint64_t{1} << kKeyBits) - 1;
  static_assert(std::uint64_t{kNoByte} < std::uint64_t{1} << (kKeyBits - 48));

  std::size_t index(Key key) const { return (key * 0x9E3779B97F4A7C15u) >> (64 - entry_bits_); }

  int entry_bits_;
  ZeroedArray<Entry> entries_;
};

}  // namespace pith
