#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "model/network/network_weights.h"
#include "pith/train.h"
#include "train/network/file.h"

namespace pith {

/// Text to measure a network on: cuts of one length, at most kMostCuts, spread over all of `texts`. That length is a
/// power of 2, the one with which most bytes are in cuts. None if every text is shorter than kShortestCut.
std::vector<ByteView> network_cuts(const std::vector<ByteView>& texts);
inline constexpr std::size_t kMostCuts = 32;
inline constexpr std::size_t kLongestCut = 8192;  ///< bytes; with kMostCuts, some seconds of work
inline constexpr std::size_t kShortestCut = 64;   ///< bytes

/// Bits a byte that a network in integers spends on `texts`, each read as a text that begins, with the code that
/// decodes; its output layer does not adapt. 0 if they are empty. `threads`: 0 = one per core.
double exact_bits_per_byte(const NetworkWeights& weights, const std::vector<ByteView>& texts, int threads);

/// What `network` costs on network_cuts(texts) in float, and what `section`, the same network in integers, costs there:
/// both over the bytes that the section knows.
/// None if there are no cuts.
std::optional<NetworkCost> network_cost(const NetworkFile& network, ByteView section,
                                        const std::vector<ByteView>& texts, int threads);

}  // namespace pith
