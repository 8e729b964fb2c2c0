#pragma once

#include <string>
#include <vector>

namespace pith::cli {

/// Columns of text, numbers to the right, the last column (a name) to the left, no spaces at the end of a line.
class Table {
 public:
  explicit Table(std::vector<std::string> header) : rows_{std::move(header)} {}

  /// REQUIRES: as many cells as the header has.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace pith::cli
