#include "train/network/touched_rows.h"

namespace pith {

TouchedRows::TouchedRows(const NetworkLayout& layout) {
  const auto add_table = [this](const NetworkTensor& tensor) {
    tables_.push_back({.tensor = tensor, .rows = {}, .is_touched = std::vector<bool>(tensor.rows)});
  };
  add_table(layout.bigram);
  for (const NetworkTensor& tensor : layout.embedding) add_table(tensor);
  for (const NetworkTensor& tensor : layout.slow_table) add_table(tensor);
}

void TouchedRows::clear() {
  for (Table& each : tables_) {
    for (const std::uint32_t row : each.rows) each.is_touched[row] = false;
    each.rows.clear();
  }
}

void TouchedRows::add(const NetworkWindow& window) {
  const auto touch = [this](std::size_t number, std::uint32_t row) {
    if (table(number).tensor.rows > 0) table(number).touch(row);
  };
  for (std::size_t place = 0; place < window.places(); ++place) {
    touch(0, window.bigrams[place]);
    for (std::size_t i = 0; i < kEmbeddedTables; ++i) touch(1 + i, window.embedded[place][i]);
  }
  if (window.ticks.levels == 0) return;
  for (std::size_t slot = window.ticks.count[0]; slot < window.ticks.slots; ++slot) {
    for (std::size_t i = 0; i < kSlowTables; ++i) touch(1 + kEmbeddedTables + i, window.ticks.rows[slot][i]);
  }
}

}  // namespace pith
