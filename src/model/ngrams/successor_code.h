#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/ngrams/prefix_code.h"

namespace pith {

inline constexpr int kCountClasses = 16;

/// How a successor is coded: one symbol of a prefix code, which all tables of a model share, for the distance of its
/// rank from the one before and for its count class; a long distance has eight more bits. kEnd closes a list.
class SuccessorCode {
 public:
  static constexpr std::uint32_t kEnd = 0;  ///< no more successors; else the symbol less 1 is ...
  static constexpr std::uint32_t symbol(std::uint32_t gap, std::uint32_t count_class) {
    return 1 + ((gap < 16 ? gap - 1 : 15) * kCountClasses + count_class);
  }
  static constexpr std::uint32_t kLongGap = 15;  ///< ... kCountClasses * (gap - 1, or this) + count_class
  static constexpr int kLongGapBits = 8;
  static constexpr std::size_t kSymbols = 1 + 16 * kCountClasses;
  static constexpr int kMostBits = PrefixCode::kMaxLength + kLongGapBits;

  explicit SuccessorCode(PrefixCode code);

  const PrefixCode& prefix_code() const { return code_; }

  /// How far one look at `bits` gets: past some successors, or past the end of their list.
  struct Passed {
    int bits;   ///< at least 1, at most kMostBits
    bool ends;  ///< the last of them end the list
  };
  Passed pass(std::uint64_t bits) const {
    const std::uint32_t entry = passed_[bits & (kWindows - 1)];
    return {static_cast<int>(entry >> 1), (entry & 1) != 0};
  }

 private:
  static constexpr std::size_t kWindows = std::size_t{1} << PrefixCode::kMaxLength;

  Passed pass_slowly(std::uint32_t bits) const;

  PrefixCode code_;
  std::array<std::uint8_t, kWindows> passed_{};  // 2 * bits + ends, by the bits that come next
};

}  // namespace pith
