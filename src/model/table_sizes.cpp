#include <algorithm>
#include <bit>

#include "model/level_plan.h"
#include "pith/level.h"
#include "pith/predictor.h"

namespace pith {

namespace {

/// The smallest power of two that is at least `wanted` and 2^least, but at most 2^most.
std::size_t power_of_two(std::size_t wanted, int least, int most) {
  return std::clamp(std::bit_ceil(wanted), std::size_t{1} << least, std::size_t{1} << most);
}

/// log2 of the bytes that the slot table takes for a full block.
int slot_table_bits(int level) {
  if (level <= 1) return 24;
  if (level <= 2) return 25;
  if (level <= 3) return 26;
  return level <= 6 ? 27 : 28;
}

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

}  // namespace

TableSizes table_sizes(int level, std::size_t text_bytes) {
  const std::size_t contexts = level == 1   ? level_plans::kFewContexts.size()
                               : level == 2 ? level_plans::kMoreContexts.size()
                                            : level_plans::kAllContexts.size();
  return TableSizes{.window_bytes = power_of_two(text_bytes, 8, level == 1 ? 22 : 24),
                    .slot_bytes = power_of_two(text_bytes * contexts * 4, 16, slot_table_bits(level)),
                    .order2_cells = level <= 2 ? 16 : power_of_two(text_bytes * 8, 12, 22),
                    .match_heads = power_of_two(text_bytes, 8, 20),
                    .order3_curves = level == 1 ? 16 : power_of_two(text_bytes * 4, 8, 16)};
}

std::size_t TableSizes::total_bytes() const {
  // 6 MB: the tables of order 1, the mixer's weights, the maps of order 1.
  return window_bytes + slot_bytes + order2_cells * 4 + match_heads * 8 + order3_curves * 64 + 6 * kMegabyte;
}

MemoryNeed memory_need(int level) {
  const auto tables = static_cast<long long>(table_sizes(level, kMaxBlockBytes).total_bytes());
  const auto block = static_cast<long long>(kMaxBlockBytes);
  const auto program = static_cast<long long>(4 * kMegabyte);
  return MemoryNeed{.compress_bytes = tables + 2 * block + program, .decompress_bytes = tables + 2 * block + program};
}

}  // namespace pith
