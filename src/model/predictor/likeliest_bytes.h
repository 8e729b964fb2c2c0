#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "pith/predictor.h"

namespace pith {

/// A share of 1, in the units of ByteShare.
inline constexpr std::uint64_t kAllShares = std::uint64_t{1} << 32;

/// What each node of a nibble's binary tree has of the share of its root, kAllShares: the root is 1, the leaves are 16
/// to 31.
using NibbleShares = std::array<std::uint64_t, 32>;

/// `p16(node)`: P(1) of each decision of a nibble.
template <typename P16>
NibbleShares shares_of_nibble(P16 p16) {
  NibbleShares shares{};
  shares[1] = kAllShares;
  for (std::uint32_t node = 1; node < 16; ++node) {
    const std::uint64_t ones = (shares[node] * p16(node)) >> 16;
    shares[2 * node] = shares[node] - ones;
    shares[2 * node + 1] = ones;
  }
  return shares;
}

/// Finds the likeliest values of a byte among all 256: the likelier first nibbles first, no further than needed.
class LikeliestBytes {
 public:
  /// They are put into `best`, of up to 256, the likeliest first; of equals the smaller byte.
  explicit LikeliestBytes(std::span<ByteShare> best) : best_(best) {}

  /// `nibble_shares(half)`: the NibbleShares of the first nibble, where half is 0, else of the second nibble after a
  /// first one of half - 16.
  template <typename Shares>
  void search(Shares nibble_shares) {
    std::array<std::pair<std::uint64_t, std::uint32_t>, 16> firsts;
    const NibbleShares of_first = nibble_shares(std::uint32_t{0});
    for (std::uint32_t i = 0; i < 16; ++i) firsts[i] = {of_first[16 + i], 16 + i};
    std::ranges::sort(firsts, [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [share, half] : firsts) {
      if (found_ == best_.size() && (found_ == 0 || share < best_[found_ - 1].share)) break;
      const NibbleShares of_second = nibble_shares(half);
      for (std::uint32_t i = 0; i < 16; ++i) {
        const std::uint64_t product = (share * (of_second[16 + i] >> 1)) >> 31;  // both below 2^32
        insert({static_cast<std::uint8_t>((half - 16) * 16 + i), static_cast<std::uint32_t>(product)});
      }
    }
  }

 private:
  static bool comes_first(const ByteShare& a, const ByteShare& b) {
    return a.share != b.share ? a.share > b.share : a.byte < b.byte;
  }

  void insert(const ByteShare& candidate) {
    if (found_ == best_.size()) {
      if (found_ == 0 || !comes_first(candidate, best_[found_ - 1])) return;
      --found_;
    }
    const auto end = best_.begin() + static_cast<std::ptrdiff_t>(found_);
    const auto place = std::upper_bound(best_.begin(), end, candidate, comes_first);
    std::move_backward(place, end, end + 1);
    *place = candidate;
    ++found_;
  }

  std::span<ByteShare> best_;
  std::size_t found_ = 0;
};

}  // namespace pith
