#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/aligned_vector.h"
#include "model/network_kernels/weight_tile.h"

namespace pith {

/// A matrix of 8-bit weights with a scale for each row: row r times activations x (units of 1/64) is
/// (sum over i of weight(r, i) * x(i)) * scale(r), in units of 2^-18. Weights are within +-127.
class NetworkMatrix {
 public:
  NetworkMatrix() = default;

  /// `weights`: (rows)(columns), which are multiples of WeightTile's. `scale`: (rows), in [0, 255].
  NetworkMatrix(const std::int8_t* weights, std::size_t columns, std::vector<std::int32_t> scale)
      : tiles_(tiles_of(weights, scale.size(), columns)),
        columns_(columns),
        scale_(scale.begin(), scale.end()),
        sums_(row_sums_of(weights, scale.size(), columns)) {}

  std::size_t rows() const { return scale_.size(); }
  std::size_t columns() const { return columns_; }
  std::int8_t weight(std::size_t row, std::size_t column) const {
    const std::size_t tile = (row / WeightTile::kRows * columns_ + column) / WeightTile::kColumns;
    return tiles_[tile].weights[row % WeightTile::kRows][column % WeightTile::kColumns];
  }
  const WeightTile* tiles() const { return tiles_.data(); }
  const std::int32_t* scale() const { return scale_.data(); }
  const std::int32_t* row_sums() const { return sums_.data(); }

 private:
  AlignedVector<WeightTile> tiles_;
  std::size_t columns_ = 0;
  AlignedVector<std::int32_t> scale_;
  AlignedVector<std::int32_t> sums_;
};

}  // namespace pith
