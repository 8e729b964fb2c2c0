#include "stats/analyze/context_walk.h"

#include "stats/analyze/entropy.h"

namespace pith {

namespace {

/// n log2 n, looked up where n is small, as most are.
double quick_n_log2_n(std::uint64_t n) {
  static const std::array<double, 4096> kTable = [] {
    std::array<double, 4096> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
      table[i] = n_log2_n(static_cast<double>(i));
    }
    return table;
  }();
  return n < kTable.size() ? kTable[n] : n_log2_n(static_cast<double>(n));
}

}  // namespace

ContextSums& ContextSums::operator+=(const ContextSums& other) {
  positions += other.positions;
  contexts += other.contexts;
  contexts_seen_once += other.contexts_seen_once;
  sequences += other.sequences;
  context_n_log2_n += other.context_n_log2_n;
  sequence_n_log2_n += other.sequence_n_log2_n;
  return *this;
}

void ContextWalk::add(int order, std::uint8_t byte, std::uint64_t count) {
  Successors& successors = successors_[static_cast<std::size_t>(order)];
  if (successors.counts[byte] == 0) {
    successors.bytes.push_back(byte);
  }
  successors.counts[byte] += count;
}

const OrderSums& ContextWalk::finish() {
  leave_above(0);
  return sums_;
}

void ContextWalk::leave_above(int order) {
  for (int left = kMaxEntropyOrder; left > order; --left) {
    leave(left);
  }
}

void ContextWalk::leave(int order) {
  Successors& successors = successors_[static_cast<std::size_t>(order)];
  if (successors.bytes.empty()) {
    return;
  }
  ContextSums& sums = sums_[static_cast<std::size_t>(order)];
  std::uint64_t occurrences = 0;
  for (const std::uint8_t byte : successors.bytes) {
    const std::uint64_t count = successors.counts[byte];
    occurrences += count;
    sums.sequence_n_log2_n += quick_n_log2_n(count);
    add(order - 1, byte, count);
    successors.counts[byte] = 0;
  }
  sums.positions += occurrences;
  sums.contexts += 1;
  sums.contexts_seen_once += occurrences == 1 ? 1 : 0;
  sums.sequences += successors.bytes.size();
  sums.context_n_log2_n += quick_n_log2_n(occurrences);
  successors.bytes.clear();
}

}  // namespace pith
