#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "cli/terminal_colours.h"
#include "pith/surprisal.h"

namespace pith::cli {

/// Prints a text for a terminal, painted by surprisal. Without the escape sequences it is the text again, but for marks
/// at line ends and tabs that surprise, stand-ins for other control characters, and U+FFFD for what is not UTF-8.
class SurprisalPrinter {
 public:
  SurprisalPrinter(const TerminalColours& colours, std::function<void(const std::string&)> print)
      : colours_(colours), print_(std::move(print)) {}

  /// A line that shows which bits look how.
  void legend();

  void add(const ByteSurprisal& surprisal);

  /// After the last byte. The terminal's own colours are back, and the line is ended.
  void finish();

 private:
  bool waits_for_more() const;
  void print_character();
  void paint(const std::string& text, std::size_t step);
  void end_line(const std::string& line_end, std::size_t step);

  TerminalColours colours_;
  std::function<void(const std::string&)> print_;
  std::string pending_;  // bytes that are not a character yet, and
  std::vector<double> pending_bits_;
  std::string line_;      // what is not printed yet, and
  std::size_t step_ = 0;  // how its end is painted
};

}  // namespace pith::cli
