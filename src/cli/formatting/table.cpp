#include "cli/formatting/table.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "cli/formatting/text.h"

namespace pith::cli {

void Table::add(std::vector<std::string> cells) {
  assert(rows_.empty() || cells.size() == rows_.front().size());
  for (std::string& cell : cells) cell = printable(cell);
  rows_.push_back(std::move(cells));
}

std::string Table::text() const {
  const std::size_t last = rows_.front().size() - 1;
  std::vector<std::size_t> widths(last);
  for (const auto& row : rows_) {
    for (std::size_t column = 0; column < last; ++column) {
      widths[column] = std::max(widths[column], width(row[column]));
    }
  }
  std::string text;
  for (const auto& row : rows_) {
    for (std::size_t column = 0; column < last; ++column) {
      text += std::string(widths[column] - width(row[column]), ' ') + row[column] + "  ";
    }
    text += row[last];
    text.erase(text.find_last_not_of(' ') + 1);
    text += "\n";
  }
  return text;
}

}  // namespace pith::cli
