#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "model/text/context.h"

namespace pith {

/// The contexts of the fast clock whose hashes are embedded, in the order of their tables.
inline constexpr std::array kEmbeddedContexts = {ContextKind::kOrder3, ContextKind::kOrder4, ContextKind::kOrder5,
                                                 ContextKind::kOrder6, ContextKind::kWord,   ContextKind::kWordPair};
inline constexpr std::size_t kEmbeddedTables = kEmbeddedContexts.size();
inline constexpr std::size_t kSlowTables = 4;  ///< WordClock::Row

/// The dimensions of a network of two clocks: a gated recurrent unit that steps with each byte, and a slow one that
/// steps with each word and tells the fast one what it made of the words.
struct NetworkShape {
  std::uint32_t hidden = 0;                                    ///< units of the fast clock
  std::uint32_t embedding = 0;                                 ///< numbers that embedded contexts become together
  std::uint32_t bigram_rows = 0;                               ///< that hashes of order 2 are spread over
  std::array<std::uint32_t, kEmbeddedTables> embedded_rows{};  ///< that the hashes of each context are spread over

  std::uint32_t slow = 0;            ///< units of the slow clock; 0 = there is none, and all that follows is 0
  std::uint32_t slow_embedding = 0;  ///< numbers that what it reads of a word becomes
  std::uint32_t waist = 0;           ///< numbers that it tells the fast clock and the output; 0 = all its units
  std::array<std::uint32_t, kSlowTables> slow_rows{};

  std::uint32_t table_bits = 4;  ///< of a weight in the embedding tables: 4 or 8

  std::size_t gates() const { return std::size_t{3} * hidden; }
  std::size_t slow_gates() const { return std::size_t{3} * slow; }
  std::size_t features() const { return std::size_t{hidden} + embedding; }  ///< what the output layer reads
  std::size_t told() const { return waist != 0 ? waist : slow; }            ///< numbers that the slow clock tells

  bool operator==(const NetworkShape&) const = default;
};

/// The row of `hash` among `rows`. REQUIRES: rows >= 1.
inline std::uint32_t row_of(std::uint32_t hash, std::uint32_t rows) {
  assert(rows >= 1);
  return static_cast<std::uint32_t>((std::uint64_t{hash} * rows) >> 32);
}

}  // namespace pith
