#pragma once

#include <cstdint>

#include "base/decisions.h"

namespace pith {

// A byte is eight decisions, the most significant bit first. `predictor` gives the probability of each and then learns
// it; an encoder writes the decisions, a decoder tells them.

template <typename AnyPredictor, typename Encoder>
void encode_byte(AnyPredictor& predictor, Encoder& encoder, std::uint8_t byte) {
  for_each_decision(byte, [&](int bit) {
    encoder.encode(bit, predictor.predict());
    predictor.learn(bit);
  });
}

template <typename AnyPredictor, typename Decoder>
std::uint8_t decode_byte(AnyPredictor& predictor, Decoder& decoder) {
  unsigned byte = 0;
  for (int shift = 7; shift >= 0; --shift) {
    const int bit = decoder.decode(predictor.predict());
    predictor.learn(bit);
    byte = byte << 1 | static_cast<unsigned>(bit);
  }
  return static_cast<std::uint8_t>(byte);
}

}  // namespace pith
