#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/zeroed_array.h"
#include "model/bits/bit_history.h"

namespace pith {

/// A hash table of the bit histories of nibbles in their contexts: 15 bytes a nibble, the inner nodes of its binary
/// tree, breadth first.
///
/// Four slots share a cache line. A line is found by hash; inside it a slot by its check byte, and where none matches,
/// the slot that has seen least gives way. The second nibble of a byte lies in the same page as the first: one address
/// translation serves both.
class SlotTable {
 public:
  struct Line {
    std::uint32_t checks;  // slot i in bits 8i to 8i+7; 0 = free
    std::uint8_t histories[4][15];
  };
  static_assert(sizeof(Line) == 64);

  /// REQUIRES: lines is a multiple of kPageLines, not 0, at most 2^32.
  explicit SlotTable(std::size_t lines) : lines_(lines) {
    assert(lines > 0 && lines % kPageLines == 0 && lines <= std::size_t{1} << 32);
  }

  /// By the high bits of `hash`; its low byte is left to tell contexts apart within a line.
  std::uint32_t line_of(std::uint32_t hash) const {
    return static_cast<std::uint32_t>((hash * std::uint64_t{lines_.size()}) >> 32);
  }
  static std::uint32_t line_in_page(std::uint32_t line, std::uint32_t hash) {
    return (line & ~(kPageLines - 1)) | (hash & (kPageLines - 1));
  }

  void prefetch(std::uint32_t line) const { __builtin_prefetch(&lines_[line], 1); }

  struct Slot {
    std::uint8_t* histories;  ///< (15)
    bool is_new;              ///< just emptied for this check
  };

  /// The histories of `check` in a line, emptied if they were not there. REQUIRES: 1 <= check <= 255.
  [[gnu::always_inline]] Slot find(std::uint32_t line_index, std::uint32_t check) {
    assert(1 <= check && check <= 255);
    Line& line = lines_[line_index];
    const std::uint32_t zeros = matches(line.checks, check);
    if (zeros != 0) return {line.histories[std::countr_zero(zeros) >> 3], false};
    return {claim(line, check), true};
  }

  /// The histories (15) of `check` in a line, null if they are not there. REQUIRES: 1 <= check <= 255.
  std::uint8_t* peek(std::uint32_t line_index, std::uint32_t check) {
    assert(1 <= check && check <= 255);
    Line& line = lines_[line_index];
    const std::uint32_t zeros = matches(line.checks, check);
    return zeros != 0 ? line.histories[std::countr_zero(zeros) >> 3] : nullptr;
  }

  static constexpr std::uint32_t kPageLines = 64;

 private:
  /// The lowest byte of `checks` that equals `check` has its top bit set; higher ones may be false.
  static std::uint32_t matches(std::uint32_t checks, std::uint32_t check) {
    const std::uint32_t difference = checks ^ check * 0x01010101u;
    return (difference - 0x01010101u) & ~difference & 0x80808080u;
  }

  static std::uint8_t* claim(Line& line, std::uint32_t check);

  ZeroedArray<Line> lines_;
};

}  // namespace pith
