#include <algorithm>
#include <numeric>
#include <sstream>
#include <string>

#include "base/ordered_work.h"
#include "base/progress.h"
#include "pith/analyze.h"
#include "pith/measure.h"

namespace pith {

namespace {

/// The numbers of the levels, the slowest first, so that no thread begins a long one last.
std::vector<std::size_t> slowest_first(const std::vector<int>& levels) {
  std::vector<std::size_t> order(levels.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return levels[i]; });
  return order;
}

}  // namespace

std::vector<double> level_bits(TextView text, const LevelBitsOptions& options) {
  Progress progress(nullptr);
  OrderedWork<double> work(worker_count(options.threads), progress);
  const std::vector<std::size_t> order = slowest_first(options.levels);
  std::vector<double> bits(order.size());
  std::size_t taken = 0;
  const auto take = [&] { bits[order[taken++]] = work.take(); };
  for (const std::size_t i : order) {
    if (work.full()) take();
    work.start([text, &options, level = options.levels[i]] {
      std::istringstream stream(std::string(text.begin(), text.end()));
      return measure(stream, {.level = level, .text_bytes_done = options.text_bytes_done, .model = options.model}).bits;
    });
  }
  while (!work.empty()) take();
  return bits;
}

}  // namespace pith
