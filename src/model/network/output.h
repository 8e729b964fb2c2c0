#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/aligned_vector.h"
#include "model/network/alphabet.h"
#include "model/network/byte_odds.h"
#include "model/network_kernels/kernels.h"

namespace pith {

/// The output layer of the network: features in, the distribution of the next byte out. It keeps learning from the
/// text, by a step against the gradient of the coding cost after each byte (dynamic evaluation, Krause et al. 2018, of
/// this layer alone).
class RnnOutput {
 public:
  /// `weights`: (symbols)(features), in 2^-11. `bias`: (symbols), the same. `alphabet` outlives this.
  RnnOutput(const Alphabet& alphabet, std::span<const std::int16_t> weights, std::span<const std::int16_t> bias);

  /// Predicts from `features`, (features), in units of 1/64. `added`: (symbols) to add to the logits, in 2^-17; or
  /// none.
  void predict(std::span<const std::int16_t> features, std::span<const std::int32_t> added = {});

  /// Learns that `byte` came after the `features` that predict() was called with last.
  void learn(std::span<const std::int16_t> features, std::uint8_t byte);

  /// P(1), in [1, 65535], of the next bit of a byte whose bits so far are `partial`, which begins with a 1.
  std::uint32_t p16(std::uint32_t partial) const { return odds_.p16(partial); }

  // As ByteOdds has them.
  std::uint8_t likeliest() const { return odds_.likeliest(); }
  std::uint32_t share(std::uint8_t byte) const { return odds_.share(byte); }
  std::uint32_t shares() const { return odds_.shares(); }

 private:
  const Alphabet& alphabet_;
  const RnnKernels& kernels_;
  AlignedVector<std::int16_t> output_;       // (symbols)(features), in 2^-11
  AlignedVector<std::int32_t> fine_output_;  // the same in 2^-27
  std::vector<std::int32_t> fine_bias_;      // (symbols), in 2^-27
  AlignedVector<std::int32_t> logits_;       // (symbols), in 2^-17
  AlignedVector<std::uint32_t> shares_;      // (symbols), less 1 each
  ByteOdds odds_;
  std::uint32_t bytes_learnt_ = 0;
};

}  // namespace pith
