#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/zeroed_array.h"
#include "model/bits/logistic.h"

namespace pith {

/// An adaptive probability map (secondary symbol estimation): learns what a probability turns out to mean in a small
/// context. Each context holds a curve over the stretched probability, a point every nat, straight lines between.
class Apm {
 public:
  /// REQUIRES: contexts is a power of two.
  explicit Apm(std::size_t contexts) : curves_(contexts), mask_(contexts - 1) { assert(std::has_single_bit(contexts)); }

  /// Asks for the memory of a tree's root, node 1.
  void fetch(std::uint32_t tree) const { __builtin_prefetch(&curves_[(tree + 1) & mask_], 1); }

  /// The next refine() is for node `node` of a binary tree whose curves begin at `tree`; any values, folded to the
  /// number of contexts. The curves of both children are fetched ahead.
  void select(std::uint32_t tree, std::uint32_t node) {
    curve_ = &curves_[(tree + node) & mask_];
    __builtin_prefetch(&curves_[(tree + 2 * node) & mask_], 1);
    __builtin_prefetch(&curves_[(tree + 2 * node + 1) & mask_], 1);
  }

  /// 65536 * P(1) for a probability stretched to x, |x| <= kSquashLimit; in [0, 65535].
  std::uint32_t refine(int x) {
    assert(-kSquashLimit <= x && x <= kSquashLimit);
    const int from_start = x + kSquashLimit + 1;
    point_ = from_start >> 8;
    const int part = from_start & 255;
    return (value(point_) * (256 - part) + value(point_ + 1) * part) >> 8;
  }

  /// Moves both points next to the last refined probability towards the bit.
  [[gnu::always_inline]] void learn(int bit) {
    for (int point = point_; point < point_ + 2; ++point) {
      const int now = static_cast<int>(value(point));
      const int moved = now + (((bit != 0 ? 65535 : 0) - now) >> kRateShift);
      curve_->point[point] = static_cast<std::uint16_t>(moved) ^ kIdentity[point];
    }
  }

 private:
  static constexpr int kPoints = 25;  // -12 to 12 nats
  static constexpr int kRateShift = 6;

  /// A cache line. Points are kept as their difference (exclusive or) from the identity, so that zeros map each
  /// probability to itself.
  struct Curve {
    std::uint16_t point[32];
  };
  static_assert(sizeof(Curve) == 64 && kPoints <= 32);

  static constexpr auto kIdentity = [] {
    std::array<std::uint16_t, kPoints> curve{};
    for (int i = 0; i < kPoints; ++i) {
      const int x = std::clamp((i - kPoints / 2) * 256, -kSquashLimit, kSquashLimit);
      curve[i] = logistic::kSquash[x + kSquashLimit];
    }
    return curve;
  }();

  std::uint32_t value(int point) const { return curve_->point[point] ^ kIdentity[point]; }

  ZeroedArray<Curve> curves_;
  std::size_t mask_;
  Curve* curve_ = curves_.data();
  int point_ = 0;
};

}  // namespace pith
