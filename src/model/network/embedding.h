#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "model/network/embedding_table.h"
#include "model/network/network_limits.h"

namespace pith {

/// Adds the row of a table, times its scale, to `sums`: in units of 2^-10. At most 6 rows are added, so that
/// |sum| <= 6 * 128 * 65535 < 2^26.
inline void add_row(const EmbeddingTable& table, const std::uint8_t* row, std::span<std::int32_t> sums) {
  const std::int32_t scale = table.scale();
  if (table.bits() == 8) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += static_cast<std::int8_t>(row[i]) * scale;
    return;
  }
  for (std::size_t i = 0; i < sums.size() / 2; ++i) {
    sums[2 * i] += (static_cast<std::int8_t>(row[i] << 4) >> 4) * scale;
    sums[2 * i + 1] += (static_cast<std::int8_t>(row[i]) >> 4) * scale;
  }
}

/// Rounds sums of rows to activations, units of 1/64.
inline void to_activations(std::span<const std::int32_t> sums, std::int8_t* activations) {
  for (std::size_t i = 0; i < sums.size(); ++i) {
    activations[i] = static_cast<std::int8_t>(std::clamp((sums[i] + 8) >> 4, -kActivationOne, kActivationOne));
  }
}

}  // namespace pith
