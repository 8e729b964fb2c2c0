#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "base/aligned_vector.h"
#include "model/network/gated_unit.h"
#include "model/network/network_weights.h"

namespace pith {

/// The slow clock of the network: it steps with each word, and what it makes of the words goes into the gates of the
/// fast clock and into the output.
class SlowClock {
 public:
  using Hashes = std::array<std::uint32_t, kSlowTables>;

  /// As before any text. `weights` has a slow clock, and outlives this.
  SlowClock(const NetworkWeights& weights, const RnnKernels& kernels);

  /// Reads the rows of a word.
  void step(const Hashes& hashes) {
    unit_.begin_step();
    end_step(hashes);
  }

  // The same in two halves: begin_steps() of unit(), then end_step().
  GatedUnit& unit() { return unit_; }
  void end_step(const Hashes& hashes);

  /// What the gates of the fast clock read of it, their bias included: (gates), in 2^-12.
  std::span<const std::int32_t> to_gates() const { return to_gates_; }

  /// What it adds to the logits: (symbols), in 2^-17.
  std::span<const std::int32_t> to_output() const { return to_output_; }

  /// As GatedUnit::change_state().
  template <typename Change>
  void change_state(Change change) {
    unit_.change_state(change);
    tell();
  }

  /// As NetworkCell::each_number().
  template <typename Self, typename Visit>
  static void each_number(Self& self, Visit& visit) {
    GatedUnit::each_number(self.unit_, visit);
    visit(self.to_gates_, 1 << 26);
    visit(self.to_output_, static_cast<std::int32_t>(kMaxUnits) * kMaxToldWeight * kActivationOne);
  }

 private:
  void tell();

  const NetworkWeights& weights_;
  const RnnKernels& kernels_;
  GatedUnit unit_;
  AlignedVector<std::int8_t> embedded_;  // (slow_embedding)
  AlignedVector<std::int8_t> waist_;     // (waist), in units of 1/64
  AlignedVector<std::int16_t> told_;     // (told), the same or the unit's activations
  AlignedVector<std::int32_t> sums_;     // (gates or waist)
  AlignedVector<std::int32_t> to_gates_;
  AlignedVector<std::int32_t> to_output_;
};

}  // namespace pith
