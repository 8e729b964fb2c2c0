#pragma once

#include <algorithm>
#include <cstdint>

#include "model/bits/logistic.h"
#include "model/network/network_cell.h"
#include "model/network/network_weights.h"
#include "model/network/output.h"
#include "model/text/text_state.h"

namespace pith {

/// What a probability of the network is to the mixer.
struct NetworkOpinion {
  static constexpr int kInputs = 2;        ///< stretch(p), and p linearly
  static constexpr int kConfidences = 24;  ///< what `confidence` may be

  std::int32_t stretched;
  std::int32_t linear;
  int confidence;  ///< how sure it is of the next bit: of a 0 if low, of a 1 if high. In [0, kConfidences)

  /// REQUIRES: p16 in [1, 65535].
  static NetworkOpinion of(std::uint32_t p16) {
    const int x = stretch(p16);
    return {.stretched = x,
            .linear = (static_cast<std::int32_t>(p16) - 32768) >> 5,
            .confidence = (x + kMaxStretch) * kConfidences / (2 * kMaxStretch + 1)};
  }
};

/// The network as evidence for the mixer.
class RnnModel {
 public:
  static constexpr int kInputs = NetworkOpinion::kInputs;
  static constexpr int kConfidences = NetworkOpinion::kConfidences;  ///< what confidence() may be

  /// As before any text. `weights` outlives this.
  explicit RnnModel(const NetworkWeights& weights)
      : cell_(weights), output_(weights.alphabet(), weights.output(), weights.output_bias()) {
    predict_byte();
  }

  /// Takes in the last byte of `text`. Only if `adaptive` is it learnt from.
  void update(const TextState& text, bool adaptive) {
    if (adaptive) output_.learn(cell_.features(), text.byte(1));
    cell_.step(text);
    predict_byte();
  }

  /// Inputs for the next bit of a byte whose bits so far are `partial`.
  void predict(std::uint32_t partial, std::int32_t* inputs) {
    const NetworkOpinion opinion = NetworkOpinion::of(output_.p16(partial));
    inputs[0] = opinion.stretched;
    inputs[1] = opinion.linear;
    confidence_ = opinion.confidence;
  }

  /// NetworkOpinion::confidence of the next bit.
  int confidence() const { return confidence_; }

  /// The byte it takes for the likeliest.
  std::uint8_t likeliest() const { return output_.likeliest(); }

 private:
  void predict_byte() { output_.predict(cell_.features(), cell_.slow_logits()); }

  NetworkCell cell_;
  RnnOutput output_;
  int confidence_ = 0;
};

}  // namespace pith
