#pragma once

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
  explicit CountModel(std::size_t cells) : nibbles_(cells / 16), mask_(nibbles_.size() - 1) {}

  /// Enters a nibble of a byte and asks for its memory: any hash of its context and of the bits that came before it in
  /// the byte.
  void fetch_nibble(std::uint32_t context) {
    nibble_ = &nibbles_[context & mask_];
    __builtin_prefetch(nibble_, 1);
  }

  /// Stretched probability of the next bit, 0 in a cell that has seen nothing. `node`: 1, then the bits of the nibble.
  int predict(std::uint32_t node) {
    cell_ = &nibble_->nodes[node];
    return stretch(cell_->p16());
  }

  void learn(int bit) { cell_->learn(bit, AdaptiveProbability::kMaxLimit); }

 private:
  /// The nodes of one nibble, a cache line; node 0 is unused.
  struct Nibble {
    AdaptiveProbability nodes[16];
  };
  static_assert(sizeof(Nibble) == 64);

  ZeroedArray<Nibble> nibbles_;
  std::size_t mask_;
  Nibble* nibble_ = nibbles_.data();
  AdaptiveProbability* cell_ = nibble_->nodes;
};

}  // namespace pith
