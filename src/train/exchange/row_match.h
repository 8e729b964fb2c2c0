#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pith {

/// What came after numbers like the last ones of a row, in rows of as many columns (docs/format/UPDATE.md).
class RowMatch {
 public:
  explicit RowMatch(int bits) : least_(bits == 2 ? 12 : bits == 4 ? 6 : 4), places_(kPlaces) {}

  void begin_row() { length_ = 0; }

  /// Before the number at `at`, before which lie `column` of its row: looks for an earlier row, and takes note of this
  /// one.
  void find(const std::vector<std::int8_t>& integers, std::size_t at, std::size_t column, std::size_t columns) {
    if (column < least_) return;
    const std::size_t hash = hash_of(integers, at, column, columns);
    const std::size_t candidate = std::exchange(places_[hash], static_cast<std::uint32_t>(at));
    if (length_ > 0 || candidate == 0) return;
    const auto begin = integers.begin() + static_cast<std::ptrdiff_t>(at - least_);
    if (!std::equal(begin, begin + static_cast<std::ptrdiff_t>(least_),
                    integers.begin() + static_cast<std::ptrdiff_t>(candidate - least_))) {
      return;
    }
    from_ = candidate;
    length_ = least_;
  }

  std::size_t length() const { return length_; }  ///< of the match so far; 0 = there is none

  /// REQUIRES: length() > 0.
  std::int8_t expected(const std::vector<std::int8_t>& integers) const { return integers[from_]; }

  /// The number at `at` is known now.
  void go_on(const std::vector<std::int8_t>& integers, std::size_t at) {
    if (length_ == 0) return;
    length_ = integers[from_] == integers[at] ? length_ + 1 : 0;
    ++from_;
  }

 private:
  static constexpr std::size_t kPlaces = std::size_t{1} << 20;
  static constexpr std::uint32_t kHashFactor = 0x9e3779b1;

  std::size_t hash_of(const std::vector<std::int8_t>& integers, std::size_t at, std::size_t column,
                      std::size_t columns) const {
    auto hash = static_cast<std::uint32_t>(column << 16 ^ columns);
    for (std::size_t i = at - least_; i < at; ++i) {
      hash = (hash ^ static_cast<std::uint8_t>(integers[i])) * kHashFactor;
      hash ^= hash >> 15;
    }
    return hash % kPlaces;
  }

  std::size_t least_;                  // numbers that have to be equal
  std::vector<std::uint32_t> places_;  // by hash: where such numbers ended last
  std::size_t from_ = 0;
  std::size_t length_ = 0;
};

}  // namespace pith
