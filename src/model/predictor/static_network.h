#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/bits/bit_place.h"
#include "model/network/byte_odds.h"
#include "model/network/model.h"
#include "model/network/network_cell.h"
#include "model/network/network_weights.h"
#include "model/network_kernels/many_products.h"

namespace pith {

/// The network where it does not learn: what has been read lies in NetworkCells, of which there may be many.
class StaticNetwork {
 public:
  static constexpr std::size_t kMostCells = kMostProducts;

  /// `weights` outlives this.
  explicit StaticNetwork(const NetworkWeights& weights)
      : weights_(weights),
        kernels_(rnn_kernels()),
        start_(weights),
        output_(weights.output(), weights.shape().features(), kernels_),
        logits_(kMostCells * weights.alphabet().size()),
        shares_(weights.alphabet().size()),
        odds_(kMostCells, ByteOdds(weights.alphabet())) {}

  /// As before any text.
  const NetworkCell& start() const { return start_; }

  /// Has opinions() speak of the bytes after what each cell has read. REQUIRES: cells.size() <= kMostCells.
  void look(std::span<const NetworkCell* const> cells) {
    assert(cells.size() <= kMostCells);
    const std::size_t symbols = shares_.size();
    std::array<ProductOf<std::int16_t>, kMostCells> products{};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      products[i] = {.x = cells[i]->features().data(), .out = &logits_[i * symbols]};
    }
    output_.multiply_many(std::span(products).first(cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::span logits = std::span(logits_).subspan(i * symbols, symbols);
      for (std::size_t s = 0; s < symbols; ++s) logits[s] += weights_.output_bias()[s] * 64;
      const std::span<const std::int32_t> added = cells[i]->slow_logits();
      for (std::size_t s = 0; s < added.size(); ++s) logits[s] += added[s];
      odds_[i].set(kernels_, logits, shares_);
    }
  }

  /// Of the eight decisions of `byte` after what cell number `cell` of look() has read.
  std::array<NetworkOpinion, 8> opinions(std::size_t cell, std::uint8_t byte) const {
    std::array<NetworkOpinion, 8> opinions{};
    for (int bit = 0; bit < 8; ++bit) {
      opinions[bit] = NetworkOpinion::of(odds_[cell].p16(BitPlace::in(byte, bit).partial()));
    }
    return opinions;
  }

 private:
  const NetworkWeights& weights_;
  const RnnKernels& kernels_;
  NetworkCell start_;
  WideMatrix output_;
  std::vector<std::int32_t> logits_;   // (cells)(symbols), in 2^-17
  std::vector<std::uint32_t> shares_;  // (symbols), less 1 each
  std::vector<ByteOdds> odds_;         // (cells)
};

}  // namespace pith
