#pragma once

#include <algorithm>
#include <cstdint>

#include "model/bits/logistic.h"
#include "model/network/network_cell.h"
#include "model/network/network_weights.h"
#include "model/network/output.h"
#include "model/text/text_state.h"

namespace pith {

/// The network as evidence for the mixer.
class RnnModel {
 public:
  static constexpr int kInputs = 2;        ///< stretch(p), and p linearly
  static constexpr int kConfidences = 24;  ///< what confidence() may be

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
    const std::uint32_t p16 = output_.p16(partial);
    const int x = stretch(p16);
    inputs[0] = x;
    inputs[1] = (static_cast<std::int32_t>(p16) - 32768) >> 5;
    confidence_ = (x + kMaxStretch) * kConfidences / (2 * kMaxStretch + 1);
  }

  /// How sure it is of the next bit: of a 0 if low, of a 1 if high. In [0, kConfidences).
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
