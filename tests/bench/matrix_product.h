#pragma once

#include <cstddef>
#include <memory>

namespace pith::bench {

/// c += a b in float by Eigen, compiled as the training kernels of this processor are. a is (rows)(inner), b is
/// (inner)(columns).
class MatrixProduct {
 public:
  MatrixProduct(std::size_t rows, std::size_t columns, std::size_t inner);
  ~MatrixProduct();
  void run();

  class Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace pith::bench
