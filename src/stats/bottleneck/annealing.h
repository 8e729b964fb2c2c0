#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <vector>

#include "pith/bottleneck.h"

namespace pith {

/// A random clustering T of X: the solution of the self-consistent equations at one beta.
struct Clustering {
  double beta = 0;
  Eigen::VectorXd share;    ///< (clusters), p(t)
  Eigen::MatrixXd next;     ///< (clusters)(next), p(y|t)
  Eigen::MatrixXd members;  ///< (contexts)(clusters), p(t|x)

  std::size_t clusters() const { return static_cast<std::size_t>(share.size()); }
};

/// Deterministic annealing (Rose 1998) of the information bottleneck: from one cluster on beta rises, and a cluster is
/// cut in two where it becomes unstable.
///
/// p(t|x) = p(t) exp(-beta D(p(y|x) || p(y|t))) / Z(x),  p(t) = sum p(x) p(t|x),  p(y|t) = sum p(y|x) p(x|t).
///
/// A change d of log p(y|t) becomes beta C d in one turn of these equations, C(y,y') = sum p(x|y,t) p(y'|x): a cluster
/// is unstable where beta is above 1 / l, l being the second eigenvalue of C (the first, 1, is that of normalisation).
/// C is similar to B'B with B(x,y) = sqrt(p(x|t) / p(y|t)) p(y|x), so l is found by the power method.
class BottleneckAnnealing {
 public:
  /// `joint`: p(x,y), (contexts)(next), no row or column of zeros.
  BottleneckAnnealing(const Eigen::MatrixXd& joint, std::size_t most_clusters);

  /// Below it nothing is worth its bits; infinite where X says nothing of Y.
  double first_beta() const { return first_beta_; }

  /// REQUIRES: beta is not below that of the last call.
  const Clustering& at(double beta);

  Bottleneck::Point point() const;  ///< of the last at()
  double context_bits() const;      ///< H(X)
  double next_bits() const;         ///< H(Y)
  double information() const;       ///< I(X;Y)

 private:
  /// How a cluster can be cut: the eigenvector of the second eigenvalue, as a change of log p(y|t).
  struct Cut {
    double eigenvalue = 0;
    Eigen::VectorXd direction;  ///< (next), its largest number is 1
  };

  Cut cut_of(Eigen::Index cluster) const;
  bool split();
  void settle();
  double turn();
  void join_alike();
  void keep(const std::vector<Eigen::Index>& clusters);

  Eigen::VectorXd context_share_;  // p(x)
  Eigen::VectorXd next_share_;     // p(y)
  Eigen::MatrixXd joint_;
  Eigen::MatrixXd next_of_;  // p(y|x)
  Eigen::Index most_;
  Clustering now_;
  double first_beta_ = 0;
};

}  // namespace pith
