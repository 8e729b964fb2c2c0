#include "model/plan/table_sizes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <vector>

#include "base/random.h"
#include "model/bits/slot_table.h"
#include "model/nibbles/cell_table.h"
#include "model/plan/levels.h"
#include "pith/level.h"
#include "pith/predictor.h"

namespace pith {

namespace {

constexpr std::size_t kPageBytes = SlotTable::kPageLines * sizeof(SlotTable::Line);

/// Lengths of texts, rising: all short ones, the powers of two with their neighbours, and any.
std::vector<std::size_t> lengths() {
  std::vector<std::size_t> all;
  for (std::size_t bytes = 0; bytes < 300; ++bytes) {
    all.push_back(bytes);
  }
  for (std::size_t power = 512; power <= kMaxBlockBytes; power *= 2) {
    all.insert(all.end(), {power - 1, power});
    if (power < kMaxBlockBytes) {
      all.push_back(power + 1);
    }
  }
  Random random(17);
  for (int i = 0; i < 1000; ++i) {
    all.push_back(random.below(kMaxBlockBytes + 1));
  }
  std::sort(all.begin(), all.end());
  return all;
}

/// Each size of `a` is at most that of `b`.
bool within(const TableSizes& a, const TableSizes& b) {
  return a.window_bytes <= b.window_bytes && a.slot_bytes <= b.slot_bytes && a.order2_cells <= b.order2_cells &&
         a.match_heads <= b.match_heads && a.order3_curves <= b.order3_curves && a.total_bytes() <= b.total_bytes();
}

}  // namespace

TEST_CASE("a longer text or a higher level never has smaller tables") {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    CAPTURE(level);
    TableSizes shorter = table_sizes(level, 0);
    for (const std::size_t bytes : lengths()) {
      CAPTURE(bytes);
      const TableSizes sizes = table_sizes(level, bytes);
      REQUIRE(within(shorter, sizes));
      // Level 1 has another kind of table.
      if (level > kMinLevel + 1) REQUIRE(within(table_sizes(level - 1, bytes), sizes));
      shorter = sizes;
    }
  }
}

TEST_CASE("every size is one that its table takes") {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    CAPTURE(level);
    for (const std::size_t bytes : lengths()) {
      CAPTURE(bytes);
      const TableSizes sizes = table_sizes(level, bytes);
      if (level == kMinLevel) REQUIRE(std::has_single_bit(sizes.slot_bytes / CellTable::kBytesEach));
      REQUIRE(std::has_single_bit(sizes.window_bytes));
      REQUIRE(sizes.window_bytes >= static_cast<std::size_t>(kLongMatch));
      REQUIRE(sizes.slot_bytes % kPageBytes == 0);
      REQUIRE(sizes.slot_bytes > 0);
      REQUIRE(std::has_single_bit(sizes.order2_cells));
      REQUIRE(sizes.order2_cells >= 16);
      REQUIRE(std::has_single_bit(sizes.match_heads));
      REQUIRE(std::has_single_bit(sizes.order3_curves));
    }
  }
}

TEST_CASE("a short text needs little memory, and a window no longer than twice itself") {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    CAPTURE(level);
    CHECK(table_sizes(level, 1000).total_bytes() < 10'000'000);
    for (const std::size_t bytes : lengths()) {
      REQUIRE(table_sizes(level, bytes).window_bytes <= std::max<std::size_t>(2 * bytes, 256));
    }
  }
}

TEST_CASE("the memory of the fast levels is bounded for any input") {
  CHECK(memory_need(1).compress_bytes <= 60'000'000);
  CHECK(memory_need(3).compress_bytes <= 150'000'000);
}

TEST_CASE("the memory need holds the tables and a block of text, and rises with the level") {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    CAPTURE(level);
    const MemoryNeed need = memory_need(level);
    const auto tables = static_cast<long long>(table_sizes(level, kMaxBlockBytes).total_bytes());
    CHECK(need.compress_bytes >= tables + static_cast<long long>(kMaxBlockBytes));
    CHECK(need.decompress_bytes >= tables + static_cast<long long>(kMaxBlockBytes));
    if (level > kMinLevel) {
      CHECK(need.compress_bytes >= memory_need(level - 1).compress_bytes);
      CHECK(need.decompress_bytes >= memory_need(level - 1).decompress_bytes);
    }
  }
}

}  // namespace pith
