#pragma once

namespace pith {

// What 1 is in the integers of a network (docs/format/RNN.md).
inline constexpr float kGateUnit = 4096;         ///< of biases and sums
inline constexpr float kInputScaleUnit = 65536;  ///< of the scales of bytes and bigrams
inline constexpr float kSumScaleUnit = 4096;     ///< of the scales of sums, in 2^-18, of activations, in 1/64
inline constexpr float kOutputUnit = 2048;       ///< of weights and biases of the output
inline constexpr float kTableUnit = 1024;        ///< of the scales of embedding tables

}  // namespace pith
