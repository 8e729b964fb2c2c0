#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "model/network/dimensions.h"
#include "model/network/embedding_table.h"
#include "model/network_kernels/kernels.h"
#include "model/network_kernels/network_limits.h"

namespace pith {

/// Rows of embedding tables, whose sum is what a clock reads of their hashes.
class EmbeddedRows {
 public:
  static constexpr std::size_t kMost = 6;

  void clear() { count_ = 0; }

  /// Adds the row of `hash`, and asks for its memory; nothing where there is no table. The tables of all rows have
  /// numbers of as many bits. REQUIRES: at most kMost rows.
  void add(const EmbeddingTable& table, std::uint32_t hash) {
    if (table.rows() == 0) return;
    const std::uint8_t* const row = table.row(row_of(hash, table.rows()));
    __builtin_prefetch(row);
    bits_ = table.bits();
    rows_[count_++] = {.weights = row, .scale = table.scale()};
  }

  /// The sum of the rows, rounded to activations, units of 1/64. |sum| <= 6 * 128 * 65535 < 2^26 before.
  void sum(const RnnKernels& kernels, std::span<std::int8_t> activations) const {
    if (bits_ == 4) return kernels.embed(rows_.data(), count_, activations.size(), activations.data());
    for (std::size_t i = 0; i < activations.size(); ++i) {
      std::int32_t sum = 0;
      for (std::size_t row = 0; row < count_; ++row) {
        sum += static_cast<std::int8_t>(rows_[row].weights[i]) * rows_[row].scale;
      }
      activations[i] = static_cast<std::int8_t>(std::clamp((sum + 8) >> 4, -kActivationOne, kActivationOne));
    }
  }

 private:
  std::array<RnnEmbeddedRow, kMost> rows_{};
  std::size_t count_ = 0;
  int bits_ = 4;
};
static_assert(kEmbeddedTables <= EmbeddedRows::kMost && kSlowTables <= EmbeddedRows::kMost);

}  // namespace pith
