#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/network/alphabet.h"
#include "model/network_kernels/kernels.h"

namespace pith {

/// What the network says of the next byte. A plain value.
class ByteOdds {
 public:
  /// `alphabet` outlives this.
  explicit ByteOdds(const Alphabet& alphabet) : alphabet_(&alphabet), below_(1 + alphabet.size()) {}

  /// As the softmax of `logits` (symbols), in 2^-17, has it. `shares`: gets what each symbol has, less 1, (symbols).
  void set(const RnnKernels& kernels, std::span<const std::int32_t> logits, std::span<std::uint32_t> shares) {
    std::int32_t most = logits[0];
    for (const std::int32_t logit : logits) most = std::max(most, logit);
    likeliest_ = alphabet_->bytes()[static_cast<std::size_t>(std::ranges::find(logits, most) - logits.begin())];
    kernels.shares(logits.data(), most, logits.size(), shares.data());
    std::uint32_t sum = 0;
    for (std::size_t s = 0; s < shares.size(); ++s) {
      sum += shares[s];
      below_[s + 1] = sum;
    }
  }

  /// P(1), in [1, 65535], of the next bit of a byte whose bits so far are `partial`, which begins with a 1.
  std::uint32_t p16(std::uint32_t partial) const {
    const int bits_left = 8 - (std::bit_width(partial) - 1);
    const std::uint32_t first = (partial << bits_left) & 255;
    const std::uint32_t half = 1u << (bits_left - 1);
    const std::uint64_t ones = below(first + 2 * half) - below(first + half);
    const std::uint64_t all = below(first + 2 * half) - below(first);
    return static_cast<std::uint32_t>(std::clamp<std::uint64_t>((ones << 16) / all, 1, 65535));
  }

  /// The byte that is likeliest, the smallest of several.
  std::uint8_t likeliest() const { return likeliest_; }

  /// P(byte) in proportion to one another.
  std::uint32_t share(std::uint8_t byte) const { return below(byte + 1U) - below(byte); }

  /// The sum of all shares, below 2^31.
  std::uint32_t shares() const { return below(256); }

 private:
  /// The sum of the shares of all bytes smaller than `byte`: each has 1, a known one what its symbol has besides.
  std::uint32_t below(std::uint32_t byte) const { return below_[alphabet_->symbols_below(byte)] + byte; }

  const Alphabet* alphabet_;
  std::vector<std::uint32_t> below_;  // (1 + symbols), the sum of the shares of all smaller symbols, less 1 each
  std::uint8_t likeliest_ = 0;
};

}  // namespace pith
