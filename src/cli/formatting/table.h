#pragma once

#include <string>
#include <vector>

namespace pith::cli {

/// Columns of text, made printable, numbers to the right, the last column (a name) to the left, no spaces at the end of
/// a line.
class Table {
 public:
  explicit Table(std::vector<std::string> header) { add(std::move(header)); }

  /// REQUIRES: as many cells as the header has.
  void add(std::vector<std::string> cells);

  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace pith::cli
