#include "cli/analyze_sizes.h"

#include <algorithm>
#include <future>
#include <numeric>
#include <optional>
#include <sstream>
#include <string>
#include <thread>

#include "cli/model_choice.h"
#include "cli/xz_size.h"
#include "cli/zlib_size.h"
#include "pith/measure.h"

namespace pith::cli {
namespace {

std::size_t worker_count(const PithLevels& levels) {
  const std::size_t wanted = levels.threads == 0 ? std::thread::hardware_concurrency() : levels.threads;
  return std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, levels.levels.size()));
}

/// The numbers of the levels, the slowest first, so that no thread begins a long one last.
std::vector<std::size_t> slowest_first(const std::vector<int>& levels) {
  std::vector<std::size_t> order(levels.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return levels[i]; });
  return order;
}

}  // namespace

void add_other_programs(std::vector<CodedSize>& sizes, const std::vector<std::uint8_t>& sample) {
  auto at = std::ranges::find(sizes, "LZW", &CodedSize::method);
  if (at != sizes.end()) ++at;
  const auto add = [&](const std::string& method, const std::string& note, std::optional<std::uint64_t> bytes) {
    if (!bytes) return;
    at = sizes.insert(
        at, {.method = method, .note = note, .text_bytes = sample.size(), .bits = 8 * static_cast<double>(*bytes)});
    ++at;
  };
  add("zlib -9", "LZ77 within 32 KiB, and Huffman", zlib_size(sample));
  add("xz -9e", "LZ77 within 64 MiB, and adaptive range coding", xz_size(sample));
}

std::vector<CodedSize> pith_sizes(const std::vector<std::uint8_t>& sample, const PithLevels& levels) {
  const std::string start = levels.model ? "model " + name_and_identity(*levels.model) : "from empty";
  std::vector<CodedSize> sizes;
  for (const int level : levels.levels) {
    sizes.push_back(
        {.method = "pith -" + std::to_string(level), .note = start, .text_bytes = sample.size(), .bits = 0});
  }
  const std::vector<std::size_t> order = slowest_first(levels.levels);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < order.size(); i = next++) {
      std::istringstream text(std::string(sample.begin(), sample.end()));
      const MeasureOptions options{
          .level = levels.levels[order[i]], .text_bytes_done = levels.text_bytes_done, .model = levels.model};
      sizes[order[i]].bits = measure(text, options).bits;
    }
  };
  std::vector<std::future<void>> workers;
  for (std::size_t i = 1; i < worker_count(levels); ++i) workers.push_back(std::async(std::launch::async, work));
  work();
  for (std::future<void>& worker : workers) worker.get();
  return sizes;
}

}  // namespace pith::cli
