#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "model/network/network_weights.h"
#include "train/network/file.h"

namespace pith {

/// The bytes that are worth an output of their own: those that occur in `texts` at least once in kRareByte bytes.
Bytes frequent_bytes(const std::vector<ByteView>& texts);
inline constexpr std::uint64_t kRareByte = 100'000;

/// The network in integers. Each row of a matrix, each gate of the tables of bytes and bigrams, and each embedding
/// table has the scale that lets its largest weight fit; the tables that training has rounded keep their steps. What is
/// beyond the range of a number is clipped. `bytes`: ascending, at least one; the others share the mean of their rows.
/// Parameters are finite: what reads them from files refuses others.
QuantisedNetwork quantised(const NetworkFile& network, const Bytes& bytes);

/// The network in float again, to go on from. Bytes that it does not know get the bias alone.
NetworkFile dequantised(const NetworkWeights& weights);

/// How long the section of such a network is.
std::size_t network_section_bytes(const NetworkShape& shape, std::size_t symbols);

}  // namespace pith
