#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/aligned_vector.h"
#include "model/network/embedding.h"
#include "model/network/gated_unit.h"
#include "model/network/network_weights.h"
#include "model/network/slow_clock.h"
#include "model/network/word_clock.h"
#include "model/text/text_state.h"

namespace pith {

/// The recurrent part of the network: what its two clocks make of the text so far.
class NetworkCell {
 public:
  /// As before any text. `weights` outlives this.
  explicit NetworkCell(const NetworkWeights& weights);

  /// Reads the last byte of `text` and the contexts of the next.
  void step(const TextState& text) {
    clock_.update(text);
    read(text);
  }

  /// A cell and the text that it is to step on.
  struct Step {
    NetworkCell* cell;
    const TextState* text;
  };

  /// step() of several cells of the same weights, which are read once for all. REQUIRES: up to
  /// GatedUnit::kMostTogether.
  static void step_together(std::span<const Step> steps);

  /// (hidden, embedding), in units of 1/64, within +-kActivationOne.
  std::span<const std::int16_t> features() const { return features_; }

  /// What the slow clock adds to the logits, (symbols), in 2^-17; nothing without one.
  std::span<const std::int32_t> slow_logits() const {
    return slow_ ? slow_->to_output() : std::span<const std::int32_t>();
  }

  std::span<const std::int32_t> state() const { return fast_.state(); }  ///< of the fast clock, in 2^-15

  /// Lets change(first unit, state) move the state of both clocks, (units) in 2^-15, within +-32767, as if it had come
  /// out so; the slow clock's units are counted after the fast one's.
  template <typename Change>
  void change_state(Change change) {
    fast_.change_state([&](std::span<std::int32_t> state) { change(std::size_t{0}, state); });
    std::ranges::copy(fast_.features(), features_.begin());
    if (slow_) slow_->change_state([&](std::span<std::int32_t> state) { change(fast_.units(), state); });
  }

  /// What it makes of the text as numbers: calls visit(numbers, most) for each array of them, |number| <= most, and
  /// visit.visit(number) for others. Setting all of them makes a copy of a cell of the same weights.
  template <typename Self, typename Visit>
  static void each_number(Self& self, Visit visit) {
    WordClock::each_number(self.clock_, [&](auto& number) { visit.visit(number); });
    GatedUnit::each_number(self.fast_, visit);
    if (self.slow_) SlowClock::each_number(*self.slow_, visit);
    visit(self.features_, kActivationOne);
  }

 private:
  void read(const TextState& text) {
    fetch(text);
    fast_.begin_step();
    if (slow_ && clock_.ticks()) slow_->step(clock_.hashes(text));
    embed();
    const GatedUnit::Embedded own = {.unit = &fast_, .embedded = embedded_.data()};
    GatedUnit::project({&own, 1});
    finish(text);
  }
  void fetch(const TextState& text);
  void finish(const TextState& text);
  void embed();

  const NetworkWeights& weights_;
  const RnnKernels& kernels_;
  WordClock clock_;
  GatedUnit fast_;
  std::optional<SlowClock> slow_;
  EmbeddedRows rows_;
  const std::int8_t* bigram_ = nullptr;
  AlignedVector<std::int8_t> embedded_;  // (embedding)
  AlignedVector<std::int32_t> inputs_;   // (gates), in 2^-12
  AlignedVector<std::int16_t> features_;
};

}  // namespace pith
