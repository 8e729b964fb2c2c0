#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace pith {

/// A matrix of 8-bit weights with a scale for each row: row r times activations x (units of 1/64) is
/// (sum over i of weight(r, i) * x(i)) * scale(r), in units of 2^-18. Weights are within +-127.
class NetworkMatrix {
 public:
  NetworkMatrix() = default;

  /// `weights`: (rows)(columns), outlives this. `scale`: (rows), in [0, 255].
  NetworkMatrix(const std::int8_t* weights, std::size_t columns, std::vector<std::int32_t> scale)
      : weights_(weights), columns_(columns), scale_(std::move(scale)), sums_(scale_.size()) {
    for (std::size_t row = 0; row < rows(); ++row) {
      sums_[row] = std::accumulate(weights + row * columns, weights + (row + 1) * columns, std::int32_t{0});
    }
  }

  std::size_t rows() const { return scale_.size(); }
  std::size_t columns() const { return columns_; }
  const std::int8_t* weights() const { return weights_; }
  const std::int32_t* scale() const { return scale_.data(); }
  const std::int32_t* row_sums() const { return sums_.data(); }

 private:
  const std::int8_t* weights_ = nullptr;
  std::size_t columns_ = 0;
  std::vector<std::int32_t> scale_;
  std::vector<std::int32_t> sums_;
};

}  // namespace pith
