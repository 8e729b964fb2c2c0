#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/zeroed_array.h"
#include "model/nibbles/nibble_line.h"

namespace pith {

/// What a context knows of a byte, in one line of a cache: its first nibble, and the second one after one first nibble.
struct alignas(64) NibbleCell {
  NibbleLine first;   ///< tag: a check of the context, 0 = free
  NibbleLine second;  ///< tag: the bits of the first nibble, 16 to 31, 0 = none yet
};
static_assert(sizeof(NibbleCell) == 64);

/// The lines of hashed contexts: cells, and lines of the second nibbles that have no room in their cells. Cells lie in
/// pairs, and so do lines: a context has one of two places, and takes that which was visited less.
class CellTable {
 public:
  static constexpr int kLeastBits = 8;

  /// 2^bits cells and as many lines. REQUIRES: kLeastBits <= bits <= 24.
  explicit CellTable(int bits) : shift_(32 - bits), cells_(std::size_t{1} << bits), lines_(std::size_t{1} << bits) {
    assert(kLeastBits <= bits && bits <= 24);
  }

  static constexpr std::size_t kBytesEach = sizeof(NibbleCell) + sizeof(NibbleLine);

  // The memory that is needed to find a context's cell, and the line of a second nibble that is not in it.
  void prefetch(std::uint32_t hash) const {
    const std::size_t at = hash >> shift_;
    __builtin_prefetch(&cells_[at]);
    __builtin_prefetch(&cells_[at ^ 1]);
  }
  void prefetch_line(std::uint32_t hash, std::uint32_t half) const { __builtin_prefetch(&lines_[pair_of(hash, half)]); }

  template <typename Place>
  struct Found {
    Place* place;
    bool is_new;  ///< set up just now, as the context had none
  };

  /// The cell of a context.
  Found<NibbleCell> find(std::uint32_t hash) {
    const std::uint8_t check = check_of(hash);
    const std::size_t at = hash >> shift_;
    NibbleCell& home = cells_[at];
    NibbleCell& other = cells_[at ^ 1];
    if (home.first.tag == check) return {&home, false};
    if (other.first.tag == check) return {&other, false};
    NibbleCell& taken = other.first.visits < home.first.visits ? other : home;
    age(&taken == &home ? other.first : home.first);
    taken = {};
    taken.first.tag = check;
    return {&taken, true};
  }

  /// The line of the second nibble of a byte that began with `half`, 16 to 31, in `cell` or elsewhere.
  Found<NibbleLine> find_second(NibbleCell& cell, std::uint32_t hash, std::uint32_t half) {
    if (cell.second.tag == half) return {&cell.second, false};
    if (cell.second.tag == 0) {
      cell.second.tag = static_cast<std::uint8_t>(half);
      return {&cell.second, true};
    }
    const std::uint8_t check = check_of(hash + half * 37);
    NibbleLine* pair = &lines_[pair_of(hash, half)];
    if (pair[0].tag == check) return {&pair[0], false};
    if (pair[1].tag == check) return {&pair[1], false};
    const int taken = pair[1].visits < pair[0].visits ? 1 : 0;
    age(pair[1 - taken]);
    pair[taken] = {};
    pair[taken].tag = check;
    return {&pair[taken], true};
  }

  /// What find_second() would find, without a trace; null if it would set one up.
  const NibbleLine* peek_second(const NibbleCell& cell, std::uint32_t hash, std::uint32_t half) const {
    if (cell.second.tag == half) return &cell.second;
    if (cell.second.tag == 0) return nullptr;
    const std::uint8_t check = check_of(hash + half * 37);
    const NibbleLine* pair = &lines_[pair_of(hash, half)];
    return pair[0].tag == check ? &pair[0] : pair[1].tag == check ? &pair[1] : nullptr;
  }

 private:
  static std::uint8_t check_of(std::uint32_t hash) { return static_cast<std::uint8_t>(std::max(hash & 255, 1u)); }

  /// A place that is passed over is the next to go.
  static void age(NibbleLine& line) { line.visits = static_cast<std::uint8_t>(line.visits - (line.visits >> 2)); }

  std::size_t pair_of(std::uint32_t hash, std::uint32_t half) const {
    return ((hash + half * 0x9E3779B1u) * 0x2545F491u) >> shift_ & ~std::uint32_t{1};
  }

  int shift_;
  ZeroedArray<NibbleCell> cells_;
  ZeroedArray<NibbleLine> lines_;
};

}  // namespace pith
