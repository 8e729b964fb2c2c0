#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <span>
#include <vector>

#include "model/mixer/kernels.h"

namespace pith {

/// Logistic mixing (Mahoney 2005, section 2): stretched probabilities in, their weighted sum out. Several sets of
/// weights work side by side on the same inputs; each chooses its weights by a small context of its own and learns from
/// its own error.
class Mixer {
 public:
  static constexpr int kMaxSets = kMaxSetsTogether;

  /// contexts[s]: how many contexts set s has. initial: one weight an input, 65536 = 1.
  /// REQUIRES: 1 <= contexts.size() <= kMaxSets, initial.size() <= kMaxMixerInputs.
  Mixer(std::span<const int> contexts, std::span<const std::int32_t> initial);

  /// How many numbers so many inputs take in memory: rounded up to a multiple of 8. Those added are zeros.
  static constexpr std::size_t width(std::size_t inputs) { return (inputs + 7) / 8 * 8; }

  // chosen_ points into weights_.
  Mixer(const Mixer&) = delete;
  Mixer& operator=(const Mixer&) = delete;

  /// All weights: (sets)(contexts of the set)(inputs, rounded up to a multiple of 8).
  std::span<const std::int32_t> weights() const { return weights_; }

  /// REQUIRES: as many as weights() has, each within +-kMaxWeight.
  void set_weights(std::span<const std::int32_t> weights) {
    assert(weights.size() == weights_.size());
    assert(std::ranges::all_of(weights, [](std::int32_t w) { return -kMaxWeight <= w && w <= kMaxWeight; }));
    std::ranges::copy(weights, weights_.begin());
  }

  /// The next decision mixes set `set` with the weights of `context`.
  /// REQUIRES: such a set, and a context of it.
  void select(int set, int context) {
    assert(0 <= set && set < sets_);
    assert(0 <= context && offset_[set] + static_cast<std::size_t>(context) * width_ < end_of(set));
    chosen_[set] = &weights_[offset_[set] + static_cast<std::size_t>(context) * width_];
  }

  /// Inputs, in units of 1/256 nat, within +-kSquashLimit: as many as there are initial weights. They stay until they
  /// are written again.
  std::int32_t* inputs() { return inputs_.data(); }

  /// The mix of each set, in 1/256 nat, within +-kSquashLimit, into outputs()[0..sets).
  void mix() { mix(inputs_.data()); }

  /// The same with inputs that lie elsewhere, as many as width() says, those added 0. Nothing can be learnt
  /// from it.
  void mix(const std::int32_t* inputs);

  /// mix() of what the sets of another mixer say. REQUIRES: as many initial weights as that one has sets.
  void mix_outputs(const Mixer& other) {
    assert(width_ == static_cast<int>(width(other.sets_)));
    mix(other.outputs_.data());
    std::ranges::copy(other.outputs_, inputs_.begin());  // afterwards, so that mixing does not wait for these stores
  }

  const std::int32_t* outputs() const { return outputs_.data(); }

  /// Moves the chosen weights along the gradient of the coding cost. `rate` is in units of 2^-15 a step: the weight of
  /// an input of 1 nat moves by rate / 2^15 * error. REQUIRES: 0 <= rate <= kMaxRate.
  void learn(int bit, int rate);
  static constexpr int kMaxRate = 4096;

 private:
  /// Where the weights of the set after `set` begin.
  std::size_t end_of(int set) const { return set + 1 < sets_ ? offset_[set + 1] : weights_.size(); }

  const MixerKernels& kernels_;
  int sets_;
  int width_;  // inputs, rounded up to a multiple of 8
  std::vector<std::int32_t> weights_;
  std::array<std::size_t, kMaxSets> offset_{};
  std::array<std::int32_t*, kMaxSets> chosen_{};
  std::array<std::int32_t, kMaxSets> outputs_{};  // 0 where there is no set
  std::array<std::int32_t, kMaxMixerInputs> inputs_{};
};

}  // namespace pith
