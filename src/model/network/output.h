#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/aligned_vector.h"
#include "model/network/alphabet.h"
#include "model/network/kernels.h"

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
  std::uint32_t p16(std::uint32_t partial) const;

  /// The byte that is likeliest, the smallest of several.
  std::uint8_t likeliest() const { return likeliest_; }

  /// P(byte) in proportion to one another.
  std::uint32_t share(std::uint8_t byte) const { return below(byte + 1U) - below(byte); }

  /// The sum of all shares, below 2^31.
  std::uint32_t shares() const { return below(256); }

 private:
  /// The sum of the shares of all bytes smaller than `byte`: each has 1, a known one what its symbol has besides.
  std::uint32_t below(std::uint32_t byte) const { return below_[alphabet_.symbols_below(byte)] + byte; }

  const Alphabet& alphabet_;
  const RnnKernels& kernels_;
  AlignedVector<std::int16_t> output_;       // (symbols)(features), in 2^-11
  AlignedVector<std::int32_t> fine_output_;  // the same in 2^-27
  std::vector<std::int32_t> fine_bias_;      // (symbols), in 2^-27
  AlignedVector<std::int32_t> logits_;       // (symbols), in 2^-17
  AlignedVector<std::uint32_t> shares_;      // (symbols), less 1 each
  std::vector<std::uint32_t> below_;         // (1 + symbols), the sum of shares_ of all smaller symbols
  std::uint32_t bytes_learnt_ = 0;
  std::uint8_t likeliest_ = 0;
};

}  // namespace pith
