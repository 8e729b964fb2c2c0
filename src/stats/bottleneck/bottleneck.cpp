#include "pith/bottleneck.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/ordered_work.h"
#include "pith/error.h"
#include "stats/bottleneck/annealing.h"
#include "stats/bottleneck/context_counts.h"

namespace pith {

namespace {

constexpr double kBetaFactor = 1.2;
constexpr double kMostBeta = 1e5;
constexpr double kEnough = 0.9995;          // of I(X;Y): nothing is left to be told
constexpr double kDecided = 0.002;          // bits of H(T) - I(X;T): with all clusters in use nothing more comes
constexpr std::size_t kShownContexts = 40;  // of a cluster
constexpr std::size_t kShownNext = 8;
constexpr std::array<std::size_t, 5> kStops = {2, 4, 8, 16, 32};
constexpr std::array<double, 3> kNeeds = {0.9, 0.95, 0.99};

std::vector<Bottleneck::Next> likeliest(const Eigen::RowVectorXd& p, const std::vector<std::uint8_t>& bytes) {
  std::vector<Bottleneck::Next> next;
  for (std::size_t y = 0; y < bytes.size(); ++y) next.push_back({bytes[y], p[static_cast<Eigen::Index>(y)]});
  std::ranges::stable_sort(next, std::greater<>(), &Bottleneck::Next::probability);
  if (next.size() > kShownNext) next.resize(kShownNext);
  return next;
}

Bottleneck::Stop stop_at(const Bottleneck::Point& point, const Clustering& clustering, const ContextCounts& counts) {
  Bottleneck::Stop stop{.point = point, .clusters = std::vector<Bottleneck::Cluster>(clustering.clusters())};
  for (std::size_t x = 0; x < counts.contexts.size(); ++x) {
    Eigen::Index best = 0;
    clustering.members.row(static_cast<Eigen::Index>(x)).maxCoeff(&best);
    stop.clusters[static_cast<std::size_t>(best)].contexts.push_back(counts.contexts[x]);
  }
  for (std::size_t t = 0; t < stop.clusters.size(); ++t) {
    Bottleneck::Cluster& cluster = stop.clusters[t];
    cluster.share = clustering.share[static_cast<Eigen::Index>(t)];
    cluster.members = cluster.contexts.size();
    std::ranges::stable_sort(cluster.contexts, std::greater<>(), &Bottleneck::Context::share);
    if (cluster.contexts.size() > kShownContexts) cluster.contexts.resize(kShownContexts);
    cluster.next = likeliest(clustering.next.row(static_cast<Eigen::Index>(t)), counts.next);
  }
  std::ranges::stable_sort(stop.clusters, std::greater<>(), &Bottleneck::Cluster::share);
  return stop;
}

double decision_bits(const Clustering& clustering, const Bottleneck::Point& point) {
  double bits = 0;
  for (const double p : clustering.share) bits -= p > 0 ? p * std::log2(p) : 0;
  return bits - point.kept_bits;
}

void follow_curve(Bottleneck& result, const ContextCounts& counts, std::size_t most_clusters) {
  BottleneckAnnealing annealing(counts.joint, most_clusters);
  result.context_bits = annealing.context_bits();
  result.next_bits = annealing.next_bits();
  result.information = annealing.information();
  const std::size_t most = std::min(most_clusters, counts.contexts.size());
  auto stop = kStops.begin();
  for (double beta = annealing.first_beta() * 1.02; beta < kMostBeta; beta *= kBetaFactor) {
    const Clustering& clustering = annealing.at(beta);
    const Bottleneck::Point point = annealing.point();
    const double last = result.curve.empty() ? 0 : result.curve.back().relevant_bits;
    if (point.relevant_bits > last) result.curve.push_back(point);
    if (stop != kStops.end() && point.clusters >= *stop) {
      result.stops.push_back(stop_at(point, clustering, counts));
      while (stop != kStops.end() && point.clusters >= *stop) ++stop;
    }
    if (point.relevant_bits >= kEnough * result.information) break;
    if (point.clusters == most && decision_bits(clustering, point) < kDecided) break;
  }
}

/// Where straight lines between the points of the curve and its ends reach a share of the information.
Bottleneck::Need need_for(const Bottleneck& bottleneck, double share) {
  const double relevant_bits = share * bottleneck.information;
  std::vector<Bottleneck::Point> points = bottleneck.curve;
  points.push_back({.kept_bits = bottleneck.context_bits, .relevant_bits = bottleneck.information});
  Bottleneck::Point before;
  for (const Bottleneck::Point& point : points) {
    if (point.relevant_bits >= relevant_bits) {
      const double rise = point.relevant_bits - before.relevant_bits;
      const double part = rise > 0 ? (relevant_bits - before.relevant_bits) / rise : 1;
      return {.share = share,
              .bits = before.kept_bits + part * (point.kept_bits - before.kept_bits),
              .beyond = &point == &points.back()};
    }
    before = point;
  }
  return {.share = share, .bits = bottleneck.context_bits, .beyond = true};
}

Bottleneck bottleneck_of(TextView text, int order, const BottleneckOptions& options) {
  Bottleneck result;
  result.order = order;
  if (text.size() <= static_cast<std::size_t>(order)) return result;
  const ContextCounts counts = count_contexts(text, order, options.most_contexts);
  result.positions = counts.positions;
  result.contexts = counts.contexts.size();
  for (const Bottleneck::Context& context : counts.contexts)
    result.share_of_others += context.others ? context.share : 0;
  follow_curve(result, counts, options.most_clusters);
  for (const double share : kNeeds) result.needs.push_back(need_for(result, share));
  return result;
}

}  // namespace

std::vector<Bottleneck> bottlenecks(TextView text, const BottleneckOptions& options) {
  if (options.most_contexts < 512 || options.most_clusters < 2) {
    throw Error(ErrorCode::kUsage, "a bottleneck takes 512 contexts and 2 clusters or more");
  }
  Progress progress(nullptr);
  OrderedWork<Bottleneck> work(worker_count(options.threads), progress);
  std::vector<Bottleneck> results;
  for (int order = kMaxBottleneckOrder; order >= 1; --order) {  // the longest work first
    if (work.full()) results.push_back(work.take());
    work.start([text, order, &options] { return bottleneck_of(text, order, options); });
  }
  while (!work.empty()) results.push_back(work.take());
  std::ranges::reverse(results);
  return results;
}

}  // namespace pith
