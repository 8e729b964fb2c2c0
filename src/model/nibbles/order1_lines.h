#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/zeroed_array.h"
#include "model/nibbles/counted_state.h"
#include "model/nibbles/nibble_line.h"

namespace pith {

/// The lines of the last byte alone, of which each has its own.
class Order1Lines {
 public:
  Order1Lines() : lines_(std::size_t{256} * kHalves) {}

  /// `half`: 0 for the first nibble of a byte, else the bits before, 16 to 31.
  NibbleLine* line(std::uint8_t last, std::uint32_t half) {
    return &lines_[last * std::size_t{kHalves} + (half == 0 ? 0 : half - 15)];
  }

  /// Sets all states to what bit histories say: (256 last bytes)(256 partial bytes).
  void tell(std::span<const std::uint8_t> histories) {
    for (std::size_t context = 0; context < histories.size(); ++context) {
      const auto partial = static_cast<std::uint32_t>(context & 255);
      if (partial == 0) continue;  // no decision
      const bool in_first = partial < 16;
      const int depth = (std::bit_width(partial) - 1) & 3;
      const std::uint32_t node = in_first ? partial : 1u << depth | (partial & ((1u << depth) - 1));
      line(static_cast<std::uint8_t>(context >> 8), in_first ? 0 : partial >> depth)->states[node - 1] =
          state_of_history(histories[context]);
    }
  }

 private:
  static constexpr std::uint32_t kHalves = 17;

  ZeroedArray<NibbleLine> lines_;
};

}  // namespace pith
