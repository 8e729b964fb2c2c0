#include <algorithm>
#include <cassert>
#include <utility>

#include "base/bytes.h"
#include "base/ordered_work.h"
#include "base/random.h"
#include "pith/analyze.h"
#include "stats/analyze/pair_counts.h"

namespace pith {

namespace {

constexpr std::size_t kMostPairs = std::size_t{1} << 22;
constexpr std::size_t kStretches = 64;
constexpr std::size_t kStretchPairs = kMostPairs / kStretches;
constexpr std::uint64_t kShuffleSeed = 1948;
constexpr std::uint32_t kDistancesATask = 16;

/// Calls `visit(begin, count)` for the stretches of positions that stand for `positions` of them.
template <typename Visit>
void for_each_stretch(std::size_t positions, Visit visit) {
  if (positions <= kMostPairs) {
    visit(std::size_t{0}, positions);
    return;
  }
  for (std::size_t i = 0; i < kStretches; ++i) {
    visit((positions - kStretchPairs) / (kStretches - 1) * i, kStretchPairs);
  }
}

/// REQUIRES: distance < text.size().
void count_pairs(PairCounts& counts, TextView text, std::size_t distance) {
  assert(distance < text.size());
  counts.clear();
  for_each_stretch(text.size() - distance, [&](std::size_t begin, std::size_t count) {
    counts.add(text.subspan(begin, count), text.subspan(begin + distance, count));
  });
}

Bytes shuffled_sample(TextView text) {
  Bytes sample;
  for_each_stretch(text.size(), [&](std::size_t begin, std::size_t count) {
    const TextView stretch = text.subspan(begin, count);
    sample.insert(sample.end(), stretch.begin(), stretch.end());
  });
  Random random(kShuffleSeed);
  for (std::size_t left = sample.size(); left > 1; --left) {
    std::swap(sample[left - 1], sample[random.below(static_cast<std::uint32_t>(left))]);
  }
  return sample;
}

/// Of the distances `first` <= distance < `end`.
std::vector<DistanceInformation> measured(TextView text, TextView shuffled, std::uint32_t first, std::uint32_t end) {
  std::vector<DistanceInformation> result;
  PairCounts counts;
  for (std::uint32_t distance = first; distance < end; ++distance) {
    DistanceInformation information{.distance = distance};
    count_pairs(counts, text, distance);
    information.pairs = counts.pairs();
    information.mutual_information = counts.mutual_information();
    information.conditional_entropy = counts.conditional_entropy();
    count_pairs(counts, shuffled, distance);
    information.shuffled = counts.mutual_information();
    result.push_back(information);
  }
  return result;
}

}  // namespace

std::vector<DistanceInformation> distance_information(TextView text, std::uint32_t max_distance, int threads) {
  const Bytes shuffled = shuffled_sample(text);
  const std::size_t most =
      shuffled.empty() ? 0 : std::min<std::size_t>(std::min(max_distance, kMaxDistance), shuffled.size() - 1);
  const auto end = static_cast<std::uint32_t>(most + 1);
  std::vector<DistanceInformation> result;
  Progress progress(nullptr);
  OrderedWork<std::vector<DistanceInformation>> work(worker_count(threads), progress);
  const auto take = [&] {
    const std::vector<DistanceInformation> part = work.take();
    result.insert(result.end(), part.begin(), part.end());
  };
  for (std::uint32_t first = 1; first < end; first += std::min(kDistancesATask, end - first)) {
    if (work.full()) {
      take();
    }
    const std::uint32_t last = first + std::min(kDistancesATask, end - first);
    work.start([&, first, last] { return measured(text, shuffled, first, last); });
  }
  while (!work.empty()) {
    take();
  }
  return result;
}

}  // namespace pith
