#include "model/nibbles/cell_table.h"

#include <doctest/doctest.h>

#include <vector>

#include "base/random.h"

namespace pith {

namespace {

constexpr std::uint32_t kHash = 0x12345678;

/// A hash with the same pair of cells and another check.
std::uint32_t beside(std::uint32_t i) { return (kHash & ~255u) | ((kHash + i) & 255); }

}  // namespace

TEST_CASE("a context finds its cell again, and it is new but once") {
  CellTable table(10);
  const auto [cell, is_new] = table.find(kHash);
  CHECK(is_new);
  cell->first.states[3] = 80;
  const auto again = table.find(kHash);
  CHECK(again.place == cell);
  CHECK_FALSE(again.is_new);
  CHECK(again.place->first.states[3] == 80);
}

TEST_CASE("of three contexts for two cells, the one that was visited least goes") {
  CellTable table(10);
  table.find(kHash).place->first.visits = 9;
  table.find(beside(1)).place->first.visits = 3;
  CHECK(table.find(beside(2)).is_new);
  CHECK_FALSE(table.find(kHash).is_new);
  CHECK(table.find(beside(1)).is_new);
}

TEST_CASE("what is passed over is the next to go") {
  CellTable table(10);
  table.find(kHash).place->first.visits = 40;
  for (std::uint32_t i = 1; i < 60; ++i) {
    table.find(beside(i)).place->first.visits = 5;
  }
  CHECK(table.find(kHash).is_new);
}

TEST_CASE("a second nibble has its line in the cell if it is the first there, else beside it") {
  CellTable table(10);
  NibbleCell& cell = *table.find(kHash).place;
  CHECK(table.peek_second(cell, kHash, 17) == nullptr);
  const auto inside = table.find_second(cell, kHash, 17);
  CHECK(inside.is_new);
  CHECK(inside.place == &cell.second);
  CHECK_FALSE(table.find_second(cell, kHash, 17).is_new);
  CHECK(table.peek_second(cell, kHash, 30) == nullptr);
  const auto outside = table.find_second(cell, kHash, 30);
  CHECK(outside.is_new);
  CHECK(outside.place != &cell.second);
  CHECK(table.find_second(cell, kHash, 30).place == outside.place);
  CHECK(table.peek_second(cell, kHash, 30) == outside.place);
  CHECK(table.peek_second(cell, kHash, 17) == &cell.second);
}

TEST_CASE("a cell that another context takes over knows nothing of the one before") {
  CellTable table(8);
  Random random(5);
  for (int i = 0; i < 20000; ++i) {
    const auto hash = static_cast<std::uint32_t>(random.next());
    const auto [cell, is_new] = table.find(hash);
    if (is_new) {
      NibbleCell fresh{};
      fresh.first.tag = cell->first.tag;
      REQUIRE(cell->first == fresh.first);
      REQUIRE(cell->second == fresh.second);
    }
    REQUIRE(cell->first.tag != 0);
    cell->first.states[0] = 8;
    const auto half = static_cast<std::uint32_t>(16 + random.below(16));
    const auto line = table.find_second(*cell, hash, half);
    if (line.is_new) REQUIRE(line.place->states == std::array<std::int16_t, 15>{});
    line.place->states[1] = 16;
    line.place->visits = static_cast<std::uint8_t>(random.below(256));
    cell->first.visits = static_cast<std::uint8_t>(random.below(256));
  }
}

}  // namespace pith
