#include "model/network_kernels/many_products.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace pith {

namespace {

/// Rows of a matrix that the nearest cache holds are multiplied with all vectors before the next ones.
constexpr std::size_t kNearBytes = std::size_t{16} << 10;

/// From how many vectors on tiles are worth their being set up.
constexpr std::size_t kFewestForTiles = 3;

}  // namespace

const TileProducts* tile_products() {
  static const TileProducts* const kProducts =
      rnn_kernel_family().chosen().simd == Simd::kAvx512 ? amx_tile_products() : nullptr;
  return kProducts;
}

void multiply_many(const NetworkMatrix& matrix, const RnnKernels& kernels,
                   std::span<const ProductOf<std::int8_t>> products) {
  assert(products.size() <= kMostProducts);
  const TileProducts* tiles = products.size() >= kFewestForTiles ? tile_products() : nullptr;
  if (tiles != nullptr) return tiles->narrow(matrix.tiles(), matrix.rows(), matrix.columns(), products);
  const std::size_t columns = matrix.columns();
  const std::size_t together = std::max(kNearBytes / columns / WeightTile::kRows, std::size_t{1}) * WeightTile::kRows;
  for (std::size_t first = 0; first < matrix.rows(); first += together) {
    const std::size_t rows = std::min(together, matrix.rows() - first);
    const WeightTile* const tiles_there = matrix.tiles() + first / WeightTile::kRows * (columns / WeightTile::kColumns);
    for (const ProductOf<std::int8_t>& each : products) {
      kernels.dot_i8(tiles_there, matrix.row_sums() + first, each.x, rows, columns, each.out + first);
    }
  }
}

WideMatrix::WideMatrix(std::span<const std::int16_t> weights, std::size_t columns, const RnnKernels& kernels)
    : weights_(weights), columns_(columns), kernels_(kernels) {
  if (tile_products() == nullptr) return;
  const std::size_t padded = (rows() + WeightTile::kRows - 1) / WeightTile::kRows * WeightTile::kRows;
  std::vector<std::int8_t> upper(padded * columns);
  std::vector<std::int8_t> lower(padded * columns);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    upper[i] = static_cast<std::int8_t>(weights[i] >> 8);
    lower[i] = static_cast<std::int8_t>(weights[i] & 255);  // the same bits
  }
  upper_ = tiles_of(upper.data(), padded, columns);
  lower_ = tiles_of(lower.data(), padded, columns);
}

void WideMatrix::multiply_many(std::span<const ProductOf<std::int16_t>> products) const {
  assert(products.size() <= kMostProducts);
  if (!upper_.empty() && products.size() >= kFewestForTiles) {
    return tile_products()->wide(upper_.data(), lower_.data(), rows(), columns_, products);
  }
  const std::size_t together = std::max<std::size_t>(kNearBytes / (2 * columns_), 1);
  for (std::size_t first = 0; first < rows(); first += together) {
    const std::size_t count = std::min(together, rows() - first);
    for (const ProductOf<std::int16_t>& each : products) {
      kernels_.dot_i16(weights_.data() + first * columns_, each.x, count, columns_, each.out + first);
    }
  }
}

}  // namespace pith
