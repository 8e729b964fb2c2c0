#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "model/bits/apm.h"
#include "model/bits/bit_place.h"
#include "model/bits/logistic.h"
#include "model/plan/level_plan.h"
#include "model/text/hash.h"
#include "model/text/text_state.h"

namespace pith {

/// Secondary estimation of kPlan: what the mixer's probability turns out to mean after the last byte, after the last
/// three, and after the byte that the network expects.
template <const LevelPlan& kPlan>
class Refinement {
 public:
  explicit Refinement(std::size_t order3_curves)
      : order1_(std::size_t{1} << 16), order3_(order3_curves), network_(kPlan.network ? std::size_t{1} << 16 : 1) {}

  /// Of a byte: what its curves are chosen by beside the last byte.
  struct Contexts {
    std::uint32_t order3_hash;
  };
  static Contexts contexts_of(const TextState& text) {
    return {.order3_hash = hash(static_cast<std::uint32_t>(text.last8() & 0xffffff), 1)};
  }

  /// Where the curves of a nibble begin.
  struct Addresses {
    std::uint32_t order3_tree;
  };

  /// The addresses of a nibble, whose memory is asked for. `half`: 0 for the first nibble of a byte, else the bits
  /// before it, 16 to 31.
  Addresses fetch(const Contexts& contexts, std::uint32_t half) const {
    const Addresses addresses{.order3_tree = (contexts.order3_hash + half * 0x9E3779B1u) >> 14 << 4};
    order3_.fetch(addresses.order3_tree);
    return addresses;
  }

  /// The decision to be refined next.
  struct Place {
    std::uint8_t last;       ///< the byte before
    std::uint8_t likeliest;  ///< the byte that the network expects
    BitPlace bit;
  };
  void select(const Addresses& addresses, const Place& place) {
    order1_.select(place.last * 256u, place.bit.partial());
    order3_.select(addresses.order3_tree, place.bit.node());
    if constexpr (kPlan.network) network_.select(place.likeliest * 256u, place.bit.partial());
  }

  /// P(1) in [1, 65535] for a probability stretched to x, |x| <= kSquashLimit.
  std::uint32_t refine(int x) {
    const std::uint32_t p = squash(x);
    if constexpr (kPlan.network) {
      const std::uint32_t refined = order1_.refine(x) + order3_.refine(x) + 2 * network_.refine(x);
      return std::clamp<std::uint32_t>((4 * p + refined) / 8, 1, 65535);
    } else {
      return std::clamp<std::uint32_t>((2 * p + order1_.refine(x) + order3_.refine(x)) / 4, 1, 65535);
    }
  }

  /// What came where refine() was asked last.
  void learn(int bit) {
    order1_.learn(bit);
    order3_.learn(bit);
    if constexpr (kPlan.network) network_.learn(bit);
  }

 private:
  Apm order1_;
  Apm order3_;
  Apm network_;
};

}  // namespace pith
