#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/zeroed_array.h"
#include "model/bits/adaptive_probability.h"
#include "model/bits/logistic.h"
#include "model/text/window.h"

namespace pith {

/// The byte that followed the last time when the text read like this, and how sure of its nibbles one may be by how
/// many bytes it was right.
class NibbleMatch {
 public:
  static constexpr int kBuckets = 32;
  static constexpr int kClasses = 4;  ///< of how long a match is

  static constexpr std::size_t kLeastHeads = 256;

  /// REQUIRES: heads is a power of two, kLeastHeads to 2^16.
  explicit NibbleMatch(std::size_t heads) : heads_(heads), head_shift_(64 - std::countr_zero(heads)) {
    assert(std::has_single_bit(heads) && heads >= kLeastHeads && heads <= 1u << 16);
    for (int b = 0; b < kBuckets; ++b) {
      right_[b] = AdaptiveProbability(65536 - 65536 / (static_cast<std::uint32_t>(b) + 2), 0);
    }
  }

  std::span<const AdaptiveProbability> trust() const { return right_; }
  /// REQUIRES: kBuckets of them.
  void set_trust(std::span<const AdaptiveProbability> right) {
    assert(right.size() == right_.size());
    std::ranges::copy(right, right_.begin());
  }

  bool expects() const { return length_ > 0; }
  /// REQUIRES: expects().
  std::uint8_t expected() const { return expected_; }

  /// 0 if nothing is expected, else by the length of the match.
  int length_class() const { return length_ == 0 ? 0 : length_ < 16 ? 1 : length_ < 32 ? 2 : 3; }

  /// How sure the expected nibble is, 2048 = one nat. REQUIRES: expects().
  std::int16_t confidence() const { return static_cast<std::int16_t>(8 * stretch(right_[bucket_].p16())); }

  /// Whether the expected nibble came. REQUIRES: expects().
  void learn(bool right) {
    right_[bucket_].learn(right ? 1 : 0, AdaptiveProbability::kMaxLimit);
    if (!right) length_ = 0;
  }

  void prefetch(std::uint64_t last8) const { __builtin_prefetch(&heads_[places_of(last8).head], 1); }

  /// Takes in that the last byte of `last8` was pushed to `window`.
  void update(std::uint64_t last8, const Window& window) {
    const auto [head, check] = places_of(last8);
    if (length_ > 0) {
      ++length_;
      ++pointer_;
    } else if (heads_[head] >> kPositionBits == check) {
      pointer_ = heads_[head] & kPositionMask;
      length_ = pointer_ != 0 ? 1 : 0;
    }
    heads_[head] = (window.position() & kPositionMask) | check << kPositionBits;
    if (length_ == 0) return;
    expected_ = window[pointer_];
    bucket_ = bucket_of(length_);
  }

 private:
  static constexpr int kPositionBits = 22;
  static constexpr std::uint32_t kPositionMask = (1u << kPositionBits) - 1;

  struct Places {
    std::uint32_t head;
    std::uint32_t check;
  };
  /// Of the last 6 bytes.
  Places places_of(std::uint64_t last8) const {
    const std::uint64_t spread = (last8 & 0xFFFF'FFFF'FFFF) * 0x9E3779B97F4A7C15u;
    return {.head = static_cast<std::uint32_t>(spread >> head_shift_),
            .check = static_cast<std::uint32_t>(spread >> 38) & 1023};
  }

  static int bucket_of(std::uint32_t length) {
    const auto l = static_cast<int>(std::min(length, 511u));
    return l < 16 ? l : l < 32 ? 16 + (l - 16) / 4 : l < 64 ? 20 + (l - 32) / 8 : 24 + (l - 64) / 64;
  }

  ZeroedArray<std::uint32_t> heads_;  // a position, and a check of what stood before it
  int head_shift_;
  std::array<AdaptiveProbability, kBuckets> right_{};
  std::uint32_t pointer_ = 0;
  std::uint32_t length_ = 0;
  std::uint8_t expected_ = 0;
  int bucket_ = 0;
};

}  // namespace pith
