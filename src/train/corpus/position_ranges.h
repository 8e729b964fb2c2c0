#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pith {

/// Ranges of positions that follow one another from 0 on. Finds the range that a position is in.
class PositionRanges {
 public:
  /// The next range begins at `begin`, where the last one ends. REQUIRES: begin is 0 for the first range, and for
  /// others above the begin of the last one.
  void add(std::uint32_t begin) {
    assert(begins_.empty() ? begin == 0 : begin > begins_.back());
    begins_.push_back(begin);
  }

  /// The last range, if there is one, ends at `end`. REQUIRES: end is above all begins.
  void finish(std::uint32_t end) {
    assert(begins_.empty() || end > begins_.back());
    std::uint32_t range = 0;
    for (std::uint64_t position = 0; position < std::uint64_t{end} + kBlock; position += kBlock) {
      while (range + 1 < begins_.size() && begins_[range + 1] <= position) ++range;
      at_block_.push_back(range);
    }
    begins_.push_back(end);
  }

  std::size_t size() const { return begins_.size() - 1; }

  /// Where `range` begins; for size(), where the last one ends.
  std::uint32_t begin(std::uint32_t range) const { return begins_[range]; }

  /// The number of the range that `position` is in. REQUIRES: position is below the end of the last one.
  std::uint32_t find(std::uint32_t position) const {
    assert(position < begins_.back());
    const std::uint32_t first = at_block_[position / kBlock];
    const std::uint32_t last = at_block_[position / kBlock + 1];
    if (first == last) return first;
    const auto after = std::upper_bound(begins_.begin() + first + 1, begins_.begin() + last + 1, position);
    return static_cast<std::uint32_t>(after - begins_.begin() - 1);
  }

 private:
  static constexpr std::uint32_t kBlock = 1 << 16;

  std::vector<std::uint32_t> begins_;    // and the end
  std::vector<std::uint32_t> at_block_;  // the range at the begin of each block, and at the end
};

}  // namespace pith
