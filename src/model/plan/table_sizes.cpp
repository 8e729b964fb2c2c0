#include "model/plan/table_sizes.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "model/bits/slot_table.h"
#include "model/nibbles/cell_table.h"
#include "model/plan/levels.h"
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

/// In whole pages, at most `most_bytes`; a text without any repetition would fill 32 bytes a context and byte.
std::size_t slot_bytes(std::size_t text_bytes, std::size_t contexts, std::size_t most_bytes) {
  const std::size_t pages = text_bytes * contexts * 6 / kPageBytes;
  return std::clamp(pages * kPageBytes, std::size_t{1} << 16, most_bytes);
}

/// Of cells and lines: as many of each as the text has bytes, rounded up to a power of two.
std::size_t cell_bytes(std::size_t text_bytes, std::size_t most_bytes) {
  const int most = static_cast<int>(std::bit_width(most_bytes / CellTable::kBytesEach)) - 1;
  return power_of_two(text_bytes, 8, most) * CellTable::kBytesEach;
}

// Of a plan of nibbles: order 1 and weights take less than 0.5. Else: the tables and the maps of order 1 take 4.6, the
// mixers' weights less than 0.2.
constexpr std::size_t kFixedForNibbles = 1 * kMebibyte;
constexpr std::size_t kFixed = 5 * kMebibyte;

/// Of tables that nobody looks into.
constexpr std::size_t kLeastCells = 16;

}  // namespace

TableSizes table_sizes(int level, std::size_t text_bytes) {
  assert(text_bytes <= kMaxBlockBytes);
  const LevelPlan& plan = level_plan(plan_of(level, false));  // with a network the tables are the same
  const TableLimits& limits = level_row(level).limits;
  const std::size_t most_slot_bytes = static_cast<std::size_t>(limits.slot_mebibytes) * kMebibyte;
  return TableSizes{.window_bytes = power_of_two(text_bytes, 8, limits.window_bits),
                    .slot_bytes = plan.nibbles ? cell_bytes(text_bytes, most_slot_bytes)
                                               : slot_bytes(text_bytes, plan.contexts.size(), most_slot_bytes),
                    .order2_cells = plan.counts_order2 ? power_of_two(text_bytes * 8, 12, 22) : kLeastCells,
                    .match_heads = power_of_two(text_bytes, 8, limits.match_head_bits),
                    .order3_curves = plan.nibbles ? kLeastCells : power_of_two(text_bytes * 4, 8, 16),
                    .fixed_bytes = plan.nibbles ? kFixedForNibbles : kFixed};
}

TableSizes static_table_sizes(int level, std::size_t text_bytes) {
  return TableSizes{.window_bytes = table_sizes(level, text_bytes).window_bytes,
                    .slot_bytes = kPageBytes,
                    .order2_cells = kLeastCells,
                    .match_heads = 1,
                    .order3_curves = kLeastCells,
                    .fixed_bytes = table_sizes(level, text_bytes).fixed_bytes};
}

std::size_t TableSizes::total_bytes() const {
  return window_bytes + slot_bytes + order2_cells * 4 + match_heads * 8 + order3_curves * 64 + fixed_bytes;
}

MemoryNeed memory_need(int level) {
  const auto tables = static_cast<long long>(table_sizes(level, kMaxBlockBytes).total_bytes());
  const auto block = static_cast<long long>(kMaxBlockBytes);
  const long long program = 4 << 20;
  // An adaptive probability map of 4 MiB, the output layer as it learns, at most 2 MiB, and the states of the units.
  const long long network = level_plan(plan_of(level, true)).network ? 8 << 20 : 0;
  const long long all = tables + network + 2 * block + program;
  return MemoryNeed{.compress_bytes = all, .decompress_bytes = all};
}

}  // namespace pith
