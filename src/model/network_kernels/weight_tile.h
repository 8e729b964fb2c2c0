#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>

#include "base/aligned_vector.h"

namespace pith {

/// Weights of 64 rows of a matrix in four columns, as they are multiplied together: a register of weights meets the
/// same four activations in all its lanes, one lane a row, so that sums need not be gathered from lanes in the end. A
/// matrix is its tiles, those of the first 64 rows first.
struct alignas(64) WeightTile {
  static constexpr std::size_t kRows = 64;
  static constexpr std::size_t kColumns = 4;

  std::int8_t weights[kRows][kColumns];
};

/// `weights`: (rows)(columns). REQUIRES: multiples of WeightTile's.
inline AlignedVector<WeightTile> tiles_of(const std::int8_t* weights, std::size_t rows, std::size_t columns) {
  AlignedVector<WeightTile> tiles(rows * columns / (WeightTile::kRows * WeightTile::kColumns));
  WeightTile* tile = tiles.data();
  for (std::size_t first = 0; first < rows; first += WeightTile::kRows) {
    for (std::size_t column = 0; column < columns; column += WeightTile::kColumns, ++tile) {
      for (std::size_t row = 0; row < WeightTile::kRows; ++row) {
        const std::int8_t* const from = weights + (first + row) * columns + column;
        for (std::size_t i = 0; i < WeightTile::kColumns; ++i) tile->weights[row][i] = from[i];
      }
    }
  }
  return tiles;
}

/// The sum of each row.
inline AlignedVector<std::int32_t> row_sums_of(const std::int8_t* weights, std::size_t rows, std::size_t columns) {
  AlignedVector<std::int32_t> sums(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    sums[row] = std::accumulate(weights + row * columns, weights + (row + 1) * columns, std::int32_t{0});
  }
  return sums;
}

}  // namespace pith
