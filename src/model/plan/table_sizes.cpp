#include <algorithm>
#include <bit>

#include "model/bits/slot_table.h"
#include "model/plan/level_plan.h"
#include "pith/level.h"
#include "pith/predictor.h"

namespace pith {

namespace {

/// The smallest power of two that is at least `wanted` and 2^least, but at most 2^most.
std::size_t power_of_two(std::size_t wanted, int least, int most) {
  return std::clamp(std::bit_ceil(wanted), std::size_t{1} << least, std::size_t{1} << most);
}

constexpr std::size_t kMebibyte = std::size_t{1} << 20;

constexpr std::size_t kPageBytes = SlotTable::kPageLines * sizeof(SlotTable::Line);

/// Bytes of the slot table for a full block.
std::size_t most_slot_bytes(int level) {
  if (level <= 1) return 12 * kMebibyte;
  if (level <= 2) return 32 * kMebibyte;
  if (level <= 3) return 64 * kMebibyte;
  return (level <= 6 ? 128 : 256) * kMebibyte;
}

/// In whole pages; a text without any repetition would fill 32 bytes a context and byte.
std::size_t slot_bytes(int level, std::size_t text_bytes, std::size_t contexts) {
  const std::size_t pages = text_bytes * contexts * 6 / kPageBytes;
  return std::clamp(pages * kPageBytes, std::size_t{1} << 16, most_slot_bytes(level));
}

}  // namespace

TableSizes table_sizes(int level, std::size_t text_bytes) {
  const std::size_t contexts = level == 1   ? level_plans::kFewContexts.size()
                               : level == 2 ? level_plans::kMoreContexts.size()
                                            : level_plans::kAllContexts.size();
  return TableSizes{.window_bytes = power_of_two(text_bytes, 8,
                                                 level == 1   ? 21
                                                 : level <= 3 ? 23
                                                              : 24),
                    .slot_bytes = slot_bytes(level, text_bytes, contexts),
                    .order2_cells = level <= 2 ? 16 : power_of_two(text_bytes * 8, 12, 22),
                    .match_heads = power_of_two(text_bytes, 8, level == 1 ? 18 : 20),
                    .order3_curves = level == 1 ? 16 : power_of_two(text_bytes * 4, 8, 16)};
}

TableSizes still_table_sizes(int level, std::size_t text_bytes) {
  return TableSizes{.window_bytes = table_sizes(level, text_bytes).window_bytes,
                    .slot_bytes = kPageBytes,
                    .order2_cells = 16,
                    .match_heads = 1,
                    .order3_curves = 16};
}

std::size_t TableSizes::total_bytes() const {
  // 5 MiB: the tables and the maps of order 1 take 4.6, the mixers' weights less than 0.2.
  return window_bytes + slot_bytes + order2_cells * 4 + match_heads * 8 + order3_curves * 64 + 5 * kMebibyte;
}

MemoryNeed memory_need(int level) {
  const auto tables = static_cast<long long>(table_sizes(level, kMaxBlockBytes).total_bytes());
  const auto block = static_cast<long long>(kMaxBlockBytes);
  const long long program = 4 << 20;
  const long long network = level >= kFirstNetworkLevel ? 8 << 20 : 0;  // a map of 4 MiB, at most 2 MiB of output layer
  const long long all = tables + network + 2 * block + program;
  return MemoryNeed{.compress_bytes = all, .decompress_bytes = all};
}

}  // namespace pith
