#pragma once

#include <cstddef>
#include <cstdint>

#include "model/bits/count_model.h"
#include "model/plan/level_plan.h"
#include "model/text/hash.h"
#include "model/text/text_state.h"

namespace pith {

/// What was counted after the last byte, and after the last two where kPlan has that.
template <const LevelPlan& kPlan>
class CountEvidence {
 public:
  static constexpr int kInputs = kPlan.counts_order2 ? 2 : 1;

  explicit CountEvidence(std::size_t order2_cells) : order1_(kOrder1Cells), order2_(order2_cells) {}

  /// The contexts of a byte.
  struct Contexts {
    std::uint32_t order1;
    std::uint32_t order2_hash;
  };
  static Contexts contexts_of(const TextState& text) {
    Contexts contexts{.order1 = text.byte(1) * 17u, .order2_hash = 0};
    if constexpr (kPlan.counts_order2) {
      contexts.order2_hash = hash(static_cast<std::uint32_t>(text.last8() & 0xffff), 2);
    }
    return contexts;
  }

  /// Where the counts of a nibble are.
  struct Addresses {
    CountModel::Address order1;
    CountModel::Address order2;
  };

  /// The addresses of a nibble, whose memory is asked for. `half`: 0 for the first nibble of a byte, else the bits
  /// before it, 16 to 31.
  Addresses fetch(const Contexts& contexts, std::uint32_t half) const {
    Addresses addresses{.order1 = order1_.fetch(contexts.order1 + (half == 0 ? 0 : half - 15)), .order2 = 0};
    if constexpr (kPlan.counts_order2) {
      addresses.order2 = order2_.fetch((contexts.order2_hash + half * 0x2545F491u) >> 9);
    }
    return addresses;
  }

  /// The kInputs inputs for the next bit. `node`: as BitPlace::node().
  void predict(const Addresses& addresses, std::uint32_t node, std::int32_t* inputs) {
    inputs[0] = order1_.predict(addresses.order1, node);
    if constexpr (kPlan.counts_order2) inputs[1] = order2_.predict(addresses.order2, node);
  }

  /// What came where predict() was asked last.
  void learn(int bit) {
    order1_.learn(bit);
    if constexpr (kPlan.counts_order2) order2_.learn(bit);
  }

 private:
  static constexpr std::size_t kOrder1Cells = std::size_t{16} * 8192;  // 17 nibbles a byte, 256 last bytes

  CountModel order1_;
  CountModel order2_;
};

}  // namespace pith
