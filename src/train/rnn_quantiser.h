#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "model/rnn_weights.h"

namespace pith {

/// The bytes that are worth an output of their own: those that occur in `texts` at least once in kRareByte bytes.
Bytes frequent_bytes(const std::vector<ByteView>& texts);
inline constexpr std::uint64_t kRareByte = 1'000'000;

/// The network in integers. `parameters`: (RnnLayout::size()). Each row of a matrix, and each gate of the input tables,
/// has the scale that lets its largest weight fit; what is beyond the range of a number is clipped. `bytes`: ascending,
/// at least one; the others share the mean of their rows.
QuantisedRnn quantised(const RnnShape& shape, const std::vector<float>& parameters, const Bytes& bytes);

}  // namespace pith
