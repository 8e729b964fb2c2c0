#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "model/bits/apm.h"
#include "model/bits/logistic.h"
#include "model/plan/level_plan.h"
#include "model/text/hash.h"
#include "model/text/text_state.h"

namespace pith {

/// Secondary estimation of kPlan: what the mixer's probability turns out to mean after the last byte, after the last
/// three where the plan has that, and after the byte that the network expects.
template <const LevelPlan& kPlan>
class Refinement {
 public:
  explicit Refinement(std::size_t order3_curves)
      : order1_(std::size_t{1} << 16), order3_(order3_curves), network_(kPlan.network ? std::size_t{1} << 16 : 1) {}

  // Ask for the memory of the next byte's first nibble, and of its second one after the bits of `partial`, 16 to 31.
  void fetch_byte(const TextState& text) {
    if constexpr (kPlan.refines_order3) {
      order3_hash_ = hash(static_cast<std::uint32_t>(text.last8() & 0xffffff), 1);
      order3_tree_ = order3_hash_ >> 14 << 4;
      order3_.fetch(order3_tree_);
    }
  }
  void fetch_nibble(std::uint32_t partial) {
    if constexpr (kPlan.refines_order3) {
      order3_tree_ = (order3_hash_ + partial * 0x9E3779B1u) >> 14 << 4;
      order3_.fetch(order3_tree_);
    }
  }

  /// Where the next decision is.
  struct Place {
    std::uint8_t last;       ///< the byte before
    std::uint8_t likeliest;  ///< the byte that the network expects
    std::uint32_t partial;   ///< 1, then the bits of this byte so far
    std::uint32_t node;      ///< 1, then the bits of this nibble so far
  };
  void select(const Place& place) {
    order1_.select(place.last * 256u, place.partial);
    if constexpr (kPlan.refines_order3) order3_.select(order3_tree_, place.node);
    if constexpr (kPlan.network) network_.select(place.likeliest * 256u, place.partial);
  }

  /// P(1) in [1, 65535] for a probability stretched to x, |x| <= kSquashLimit.
  std::uint32_t refine(int x) {
    const std::uint32_t p = squash(x);
    if constexpr (kPlan.network) {
      const std::uint32_t refined = order1_.refine(x) + order3_.refine(x) + 2 * network_.refine(x);
      return std::clamp<std::uint32_t>((4 * p + refined) / 8, 1, 65535);
    } else if constexpr (kPlan.refines_order3) {
      return std::clamp<std::uint32_t>((2 * p + order1_.refine(x) + order3_.refine(x)) / 4, 1, 65535);
    } else {
      return std::clamp<std::uint32_t>((p + order1_.refine(x)) / 2, 1, 65535);
    }
  }

  void learn(int bit) {
    order1_.learn(bit);
    if constexpr (kPlan.refines_order3) order3_.learn(bit);
    if constexpr (kPlan.network) network_.learn(bit);
  }

 private:
  Apm order1_;
  Apm order3_;
  Apm network_;
  std::uint32_t order3_hash_ = 0;
  std::uint32_t order3_tree_ = 0;
};

}  // namespace pith
