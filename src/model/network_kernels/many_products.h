#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/aligned_vector.h"
#include "model/network_kernels/kernels.h"
#include "model/network_kernels/matrix.h"
#include "model/network_kernels/weight_tile.h"

namespace pith {

/// A vector that a matrix is multiplied with, and where the products go.
template <typename Number>
struct ProductOf {
  const Number* x;    ///< (columns), within +-kActivationOne
  std::int32_t* out;  ///< (rows)
};

inline constexpr std::size_t kMostProducts = 16;  ///< of one matrix at once

/// Multiplies a matrix with several vectors: the same integers as dot_i8() for each. The matrix comes from far away
/// only once. REQUIRES: products.size() <= kMostProducts.
void multiply_many(const NetworkMatrix& matrix, const RnnKernels& kernels,
                   std::span<const ProductOf<std::int8_t>> products);

/// A matrix of 16-bit weights, to be multiplied with several vectors: as dot_i16() for each.
class WideMatrix {
 public:
  /// `weights`: (rows)(columns), within +-kMaxOutputWeight, outlives this.
  WideMatrix(std::span<const std::int16_t> weights, std::size_t columns, const RnnKernels& kernels);

  /// REQUIRES: products.size() <= kMostProducts.
  void multiply_many(std::span<const ProductOf<std::int16_t>> products) const;

 private:
  std::size_t rows() const { return weights_.size() / columns_; }

  std::span<const std::int16_t> weights_;
  std::size_t columns_;
  const RnnKernels& kernels_;
  // For products by tiles, rows rounded up: the upper bytes of the weights, which are signed, and the lower ones, which
  // are not.
  AlignedVector<WeightTile> upper_;
  AlignedVector<WeightTile> lower_;
};

/// Products by the unit of a processor that multiplies 16 rows of a matrix with 16 vectors at once. Columns are
/// multiples of 64.
struct TileProducts {
  /// multiply_many(). REQUIRES: rows is a multiple of 64.
  void (*narrow)(const WeightTile* tiles, std::size_t rows, std::size_t columns,
                 std::span<const ProductOf<std::int8_t>> products);

  /// Of 256 * upper + lower, for the first `rows` rows of the tiles.
  void (*wide)(const WeightTile* upper, const WeightTile* lower, std::size_t rows, std::size_t columns,
               std::span<const ProductOf<std::int16_t>> products);
};

/// Null where the build, the processor or the system lack them, or the kernels in use are not those with AVX-512.
const TileProducts* tile_products();

/// Null where the build, the processor or the system lack them. The same at each call.
const TileProducts* amx_tile_products();

}  // namespace pith
