#pragma once

#include <cstddef>
#include <cstdint>

namespace pith {

/// Rows of small weights that hashed contexts look up. A weight is a number of 8 bits, or of 4 bits: then the lower
/// half of a byte holds an even column, the upper half the odd one after it. Both are two's complement.
class EmbeddingTable {
 public:
  /// No table.
  EmbeddingTable() = default;

  /// `weights`: (rows)(columns), `bits` of 8 or 4 each; outlives this. `scale`: of a unit, in 1/1024. columns is even.
  EmbeddingTable(const std::uint8_t* weights, std::uint32_t rows, std::uint32_t columns, int bits, std::int32_t scale)
      : weights_(weights),
        row_bytes_(std::size_t{columns} * static_cast<std::size_t>(bits) / 8),
        rows_(rows),
        bits_(bits),
        scale_(scale) {}

  std::uint32_t rows() const { return rows_; }  ///< 0 = no table
  int bits() const { return bits_; }
  std::int32_t scale() const { return scale_; }

  const std::uint8_t* row(std::uint32_t row) const { return weights_ + row * row_bytes_; }

 private:
  const std::uint8_t* weights_ = nullptr;
  std::size_t row_bytes_ = 0;
  std::uint32_t rows_ = 0;
  int bits_ = 4;
  std::int32_t scale_ = 0;
};

}  // namespace pith
