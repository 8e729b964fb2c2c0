#include "bench/matrix_product.h"

#include <Eigen/Core>

namespace pith::bench {

class MatrixProduct::Impl {
 public:
  Impl(Eigen::Index rows, Eigen::Index columns, Eigen::Index inner)
      : a_(Eigen::MatrixXf::Random(rows, inner)),
        b_(Eigen::MatrixXf::Random(inner, columns)),
        c_(Eigen::MatrixXf::Zero(rows, columns)) {}

  void run() { c_.noalias() += a_ * b_; }

 private:
  Eigen::MatrixXf a_;
  Eigen::MatrixXf b_;
  Eigen::MatrixXf c_;
};

MatrixProduct::MatrixProduct(std::size_t rows, std::size_t columns, std::size_t inner)
    : impl_(std::make_unique<Impl>(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns),
                                   static_cast<Eigen::Index>(inner))) {}

MatrixProduct::~MatrixProduct() = default;

void MatrixProduct::run() { impl_->run(); }

}  // namespace pith::bench
