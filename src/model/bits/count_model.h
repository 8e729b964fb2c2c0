#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/zeroed_array.h"
#include "model/bits/adaptive_probability.h"
#include "model/bits/logistic.h"

namespace pith {

/// Adaptive probabilities straight from a short context, without histories between: slow and precise where a history is
/// quick and coarse. No check: contexts that share a cell share its probability.
class CountModel {
 public:
  /// REQUIRES: cells is a power of two, at least 16.
  explicit CountModel(std::size_t cells) : nibbles_(cells / 16), mask_(nibbles_.size() - 1) {
    assert(cells >= 16 && std::has_single_bit(cells));
  }

  /// Where a nibble's probabilities are.
  using Address = std::uint32_t;

  /// The address of a nibble of a byte, whose memory is asked for: by any hash of its context and of the bits that came
  /// before it in the byte.
  Address fetch(std::uint32_t context) const {
    const auto address = static_cast<Address>(context & mask_);
    __builtin_prefetch(&nibbles_[address], 1);
    return address;
  }

  /// Stretched probability of the next bit, 0 in a cell that has seen nothing. `node`: as BitPlace::node().
  /// REQUIRES: 1 <= node <= 15.
  int predict(Address address, std::uint32_t node) {
    assert(1 <= node && node <= 15);
    cell_ = &nibbles_[address].nodes[node];
    return stretch(cell_->p16());
  }

  /// What came where predict() was asked last.
  [[gnu::always_inline]] void learn(int bit) { cell_->learn(bit, AdaptiveProbability::kMaxLimit); }

 private:
  /// The nodes of one nibble, a cache line; node 0 is unused.
  struct Nibble {
    AdaptiveProbability nodes[16];
  };
  static_assert(sizeof(Nibble) == 64);

  ZeroedArray<Nibble> nibbles_;
  std::size_t mask_;
  AdaptiveProbability* cell_ = nibbles_.data()->nodes;
};

}  // namespace pith
