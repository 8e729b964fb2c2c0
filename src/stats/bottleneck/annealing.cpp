#include "stats/bottleneck/annealing.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/random.h"

namespace pith {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kLeast = 1e-30;          // taken for 0 in logarithms
constexpr double kEmptyShare = 1e-9;      // a cluster of less is none
constexpr double kAlike = 1e-3;           // clusters whose p(y|t) differ by less in all are one
constexpr double kSettled = 1e-9;         // nats a turn
constexpr int kMostTurns = 80;            // at one beta, after each splitting
constexpr int kMostSplittings = 6;        // at one beta
constexpr int kPowerTurns = 60;           // of the power method
constexpr double kMemberShare = 1e-6;     // p(x|t) below it does not count in the power method
constexpr double kCutReach = 0.5;         // of log p(y|t)
constexpr std::uint64_t kCutSeed = 1999;  // of the vector that the power method begins with

double entropy_bits(const Eigen::ArrayXd& p) { return -(p * p.max(kLeast).log()).sum() / std::numbers::ln2; }

MatrixXd log_of(const MatrixXd& p) { return p.array().max(kLeast).log().matrix(); }

}  // namespace

BottleneckAnnealing::BottleneckAnnealing(const MatrixXd& joint, std::size_t most_clusters)
    : context_share_(joint.rowwise().sum()),
      next_share_(joint.colwise().sum().transpose()),
      joint_(joint),
      next_of_(joint.array().colwise() / context_share_.array()),
      most_(static_cast<Index>(std::min(most_clusters, static_cast<std::size_t>(joint.rows())))) {
  now_.share = VectorXd::Ones(1);
  now_.next = next_share_.transpose();
  now_.members = MatrixXd::Ones(joint.rows(), 1);
  const double eigenvalue = cut_of(0).eigenvalue;
  first_beta_ = eigenvalue > 1e-12 ? 1 / eigenvalue : std::numeric_limits<double>::infinity();
}

BottleneckAnnealing::Cut BottleneckAnnealing::cut_of(Index cluster) const {
  std::vector<Index> rows;
  for (Index x = 0; x < joint_.rows(); ++x) {
    if (now_.members(x, cluster) * context_share_[x] > kMemberShare * now_.share[cluster]) rows.push_back(x);
  }
  const VectorXd root = now_.next.row(cluster).transpose().cwiseMax(kLeast).cwiseSqrt();
  MatrixXd b(static_cast<Index>(rows.size()), joint_.cols());
  for (Index i = 0; i < b.rows(); ++i) {
    const Index x = rows[static_cast<std::size_t>(i)];
    const double within = std::sqrt(now_.members(x, cluster) * context_share_[x] / now_.share[cluster]);
    b.row(i) = (next_of_.row(x).transpose().array() / root.array() * within).matrix().transpose();
  }
  Random random(kCutSeed);
  VectorXd v(joint_.cols());
  for (double& number : v) number = static_cast<double>(random.below(65536)) / 32768 - 1;
  double eigenvalue = 0;
  for (int i = 0; i < kPowerTurns; ++i) {
    v -= root * root.dot(v);
    const double length = v.norm();
    if (length < kLeast) return {};
    v /= length;
    eigenvalue = (b * v).squaredNorm();
    v = b.transpose() * (b * v);
  }
  VectorXd direction = (v.array() / root.array()).matrix();
  for (Index y = 0; y < direction.size(); ++y) {
    if (root[y] < 1e-6) direction[y] = 0;  // what hardly ever comes says nothing
  }
  const double most = direction.cwiseAbs().maxCoeff();
  if (!(most > 0)) return {};
  return {.eigenvalue = eigenvalue, .direction = direction / most};
}

bool BottleneckAnnealing::split() {
  const Index before = now_.share.size();
  for (Index t = 0; t < before && now_.share.size() < most_; ++t) {
    const Cut cut = cut_of(t);
    if (cut.eigenvalue * now_.beta <= 1) continue;
    const Index added = now_.share.size();
    now_.share.conservativeResize(added + 1);
    now_.next.conservativeResize(added + 1, Eigen::NoChange);
    now_.share[t] /= 2;
    now_.share[added] = now_.share[t];
    const VectorXd old = now_.next.row(t).transpose();
    for (const auto& [row, sign] : {std::pair{t, 1.0}, std::pair{added, -1.0}}) {
      const VectorXd moved = (old.array() * (sign * kCutReach * cut.direction.array()).exp()).matrix();
      now_.next.row(row) = moved.transpose() / moved.sum();
    }
  }
  return now_.share.size() > before;
}

/// One turn of the equations. Returns the free energy in nats, which no turn raises.
double BottleneckAnnealing::turn() {
  now_.members.noalias() = next_of_ * log_of(now_.next).transpose();
  Eigen::ArrayXXd weights = now_.members.array() * now_.beta;
  weights.rowwise() += now_.share.array().max(kLeast).log().transpose();
  const Eigen::ArrayXd most = weights.rowwise().maxCoeff();
  weights = (weights.colwise() - most).exp();
  const Eigen::ArrayXd sums = weights.rowwise().sum();
  now_.members = (weights.colwise() / sums).matrix();
  now_.share.noalias() = now_.members.transpose() * context_share_;
  now_.next.noalias() = now_.members.transpose() * joint_;
  now_.next.array().colwise() /= now_.share.array().max(kLeast);
  return -(context_share_.array() * (most + sums.log())).sum();
}

void BottleneckAnnealing::settle() {
  double last = turn();
  for (int i = 1; i < kMostTurns; ++i) {
    const double now = turn();
    if (last - now < kSettled * std::max(1.0, std::abs(now)) && i > 4) break;
    last = now;
  }
}

void BottleneckAnnealing::keep(const std::vector<Index>& clusters) {
  now_.share = VectorXd(now_.share(clusters));
  now_.next = MatrixXd(now_.next(clusters, Eigen::all));
  now_.members = MatrixXd(now_.members(Eigen::all, clusters));
}

void BottleneckAnnealing::join_alike() {
  std::vector<Index> kept;
  for (Index t = 0; t < now_.share.size(); ++t) {
    if (now_.share[t] < kEmptyShare) continue;
    const auto same = std::ranges::find_if(
        kept, [&](Index other) { return (now_.next.row(other) - now_.next.row(t)).cwiseAbs().sum() < kAlike; });
    if (same == kept.end()) {
      kept.push_back(t);
      continue;
    }
    const double both = now_.share[*same] + now_.share[t];
    now_.next.row(*same) = (now_.next.row(*same) * now_.share[*same] + now_.next.row(t) * now_.share[t]) / both;
    now_.members.col(*same) += now_.members.col(t);
    now_.share[*same] = both;
  }
  keep(kept);
}

const Clustering& BottleneckAnnealing::at(double beta) {
  assert(beta >= now_.beta);
  now_.beta = beta;
  if (now_.clusters() > 1) settle();
  for (int i = 0; i < kMostSplittings; ++i) {
    const Index before = now_.share.size();
    if (!split()) break;
    settle();
    join_alike();
    if (now_.share.size() <= before) break;
  }
  return now_;
}

Bottleneck::Point BottleneckAnnealing::point() const {
  double kept = 0;
  for (Index t = 0; t < now_.share.size(); ++t) {
    const Eigen::ArrayXd p = now_.members.col(t).array();
    kept += (context_share_.array() * p * (p.max(kLeast) / std::max(now_.share[t], kLeast)).log()).sum();
  }
  const Eigen::ArrayXd relative = -(now_.next.array() * log_of(now_.next).array()).rowwise().sum();
  const double relevant = next_bits() - (now_.share.array() * relative).sum() / std::numbers::ln2;
  return {.beta = now_.beta,
          .kept_bits = std::max(0.0, kept / std::numbers::ln2),
          .relevant_bits = std::max(0.0, relevant),
          .clusters = now_.clusters()};
}

double BottleneckAnnealing::context_bits() const { return entropy_bits(context_share_.array()); }
double BottleneckAnnealing::next_bits() const { return entropy_bits(next_share_.array()); }

double BottleneckAnnealing::information() const {
  const double both = entropy_bits(joint_.reshaped().array());
  return std::max(0.0, context_bits() + next_bits() - both);
}

}  // namespace pith
