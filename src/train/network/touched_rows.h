#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "train/kernels/layout.h"
#include "train/kernels/window.h"

namespace pith {

/// Which rows of the tables some windows read: all others have no gradient.
class TouchedRows {
 public:
  explicit TouchedRows(const NetworkLayout& layout);

  void clear();
  void add(const NetworkWindow& window);

  /// One of NetworkLayout's tables, and its rows that were read, each once.
  struct Table {
    NetworkTensor tensor;
    std::vector<std::uint32_t> rows;
    std::vector<bool> is_touched;  // (tensor.rows)

    void touch(std::uint32_t row) {
      if (is_touched[row]) return;
      is_touched[row] = true;
      rows.push_back(row);
    }
  };
  const std::vector<Table>& tables() const { return tables_; }

 private:
  Table& table(std::size_t number) { return tables_[number]; }

  std::vector<Table> tables_;  // of bigrams, embedded contexts, the slow clock; whether they have rows or not
};

}  // namespace pith
