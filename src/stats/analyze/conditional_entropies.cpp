#include <numbers>

#include "base/ordered_work.h"
#include "pith/analyze.h"
#include "stats/analyze/context_part.h"
#include "stats/analyze/entropy.h"

namespace pith {

namespace {

constexpr std::uint64_t kPositionsAtOnce = std::uint64_t{1} << 24;

ContextSums sums_of_order_0(const ByteDistribution& distribution) {
  ContextSums sums;
  sums.positions = distribution.bytes();
  sums.contexts = sums.positions > 0 ? 1 : 0;
  sums.contexts_seen_once = sums.positions == 1 ? 1 : 0;
  sums.sequences = distribution.alphabet();
  sums.context_n_log2_n = n_log2_n(static_cast<double>(sums.positions));
  for (const std::uint64_t count : distribution.counts) {
    sums.sequence_n_log2_n += n_log2_n(static_cast<double>(count));
  }
  return sums;
}

/// The end of the longest run of parts from `first` on that are sorted at once.
std::size_t batch_end(const std::array<std::uint64_t, 256>& sizes, std::size_t first) {
  std::uint64_t positions = sizes[first];
  std::size_t end = first + 1;
  while (end < sizes.size() && positions + sizes[end] <= kPositionsAtOnce) {
    positions += sizes[end++];
  }
  return end;
}

OrderSums sums_of_orders(TextView text, int threads, std::atomic<std::uint64_t>* text_bytes_done) {
  Progress progress(text_bytes_done);
  progress.advance(text.empty() ? 0 : 1);  // the first byte has no context
  const ByteDistribution distribution = byte_distribution(text);
  std::array<std::uint64_t, 256> sizes = distribution.counts;
  if (!text.empty()) {
    --sizes[text.back()];
  }
  OrderSums sums{};
  sums[0] = sums_of_order_0(distribution);
  OrderedWork<OrderSums> work(worker_count(threads), progress);
  const auto take = [&] {
    const OrderSums part = work.take();
    for (std::size_t order = 1; order < sums.size(); ++order) {
      sums[order] += part[order];
    }
  };
  for (std::size_t first = 0; first < sizes.size();) {
    const std::size_t end = batch_end(sizes, first);
    for (ContextPart& part : context_parts(text, first, end, sizes)) {
      const std::size_t bytes = part.keys.size() + part.early.size();
      if (bytes == 0) {
        continue;
      }
      if (work.full()) {
        take();
      }
      work.start([&progress, bytes, part = std::move(part)]() mutable {
        OrderSums part_sums = context_sums(std::move(part));
        progress.advance(bytes);
        return part_sums;
      });
    }
    while (!work.empty()) {
      take();
    }
    first = end;
  }
  return sums;
}

ConditionalEntropy entropy_of(int order, const ContextSums& sums) {
  const auto positions = static_cast<double>(sums.positions);
  ConditionalEntropy result{.order = order,
                            .positions = sums.positions,
                            .contexts = sums.contexts,
                            .contexts_seen_once = sums.contexts_seen_once,
                            .sequences = sums.sequences};
  if (sums.positions == 0) {
    return result;
  }
  result.block_bits = entropy_of_counts(positions, sums.sequence_n_log2_n);
  const double plug_in = (sums.context_n_log2_n - sums.sequence_n_log2_n) / positions;
  result.plug_in_bits = plug_in > 0 ? plug_in : 0;
  const auto more_blocks = static_cast<double>(sums.sequences - sums.contexts);
  result.miller_madow_bits = result.plug_in_bits + more_blocks / (2 * positions * std::numbers::ln2);
  return result;
}

}  // namespace

double ConditionalEntropy::mean_occurrences() const {
  return contexts == 0 ? 0 : static_cast<double>(positions) / static_cast<double>(contexts);
}

double ConditionalEntropy::share_seen_once() const {
  return positions == 0 ? 0 : static_cast<double>(contexts_seen_once) / static_cast<double>(positions);
}

std::vector<ConditionalEntropy> conditional_entropies(TextView text, int threads,
                                                      std::atomic<std::uint64_t>* text_bytes_done) {
  const OrderSums sums = sums_of_orders(text, threads, text_bytes_done);
  std::vector<ConditionalEntropy> entropies;
  for (int order = 0; order <= kMaxEntropyOrder; ++order) {
    entropies.push_back(entropy_of(order, sums[static_cast<std::size_t>(order)]));
  }
  return entropies;
}

}  // namespace pith
