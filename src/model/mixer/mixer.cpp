#include "model/mixer/mixer.h"

#include <algorithm>
#include <cassert>

#include "model/bits/logistic.h"

namespace pith {

Mixer::Mixer(std::span<const int> contexts, std::span<const std::int32_t> initial)
    : kernels_(mixer_kernels()),
      sets_(static_cast<int>(contexts.size())),
      width_(static_cast<int>(width(initial.size()))) {
  assert(!contexts.empty() && contexts.size() <= kMaxSets && initial.size() <= kMaxMixerInputs);
  std::size_t rows = 0;
  for (int s = 0; s < sets_; ++s) {
    offset_[s] = rows * width_;
    rows += contexts[s];
  }
  weights_.resize(rows * width_);
  for (std::size_t row = 0; row < rows; ++row) {
    std::copy(initial.begin(), initial.end(), weights_.begin() + static_cast<std::ptrdiff_t>(row * width_));
  }
  for (int s = 0; s < sets_; ++s) {
    select(s, 0);
  }
}

void Mixer::mix(const std::int32_t* inputs) { kernels_.mix(inputs, chosen_.data(), sets_, width_, outputs_.data()); }

void Mixer::learn(int bit, int rate) {
  assert((bit == 0 || bit == 1) && 0 <= rate && rate <= kMaxRate);
  std::array<std::int32_t, kMaxSets> step{};
  for (int s = 0; s < sets_; ++s) {
    // |error| < 2^16 and rate <= 2^12: the product stays below 2^28, the step within kMaxStep.
    const std::int32_t error = bit * 65536 - static_cast<std::int32_t>(squash(outputs_[s]));
    step[s] = std::clamp((error * rate) >> 9, -kMaxStep, kMaxStep);
  }
  kernels_.train(inputs_.data(), chosen_.data(), step.data(), sets_, width_);
}

}  // namespace pith
