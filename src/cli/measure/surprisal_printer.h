#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "cli/measure/surprisal_characters.h"
#include "cli/measure/terminal_colours.h"
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
  void print(const SurprisalCharacter& character);
  void print_carriage_return();
  void paint(const std::string& text, std::size_t step);
  void end_line(const std::string& line_end, std::size_t step);

  TerminalColours colours_;
  std::function<void(const std::string&)> print_;
  SurprisalCharacters characters_;
  std::optional<double> carriage_return_;  // bits of one that a line feed may follow
  std::string line_;                       // what is not printed yet, and
  std::size_t step_ = 0;                   // how its end is painted
};

}  // namespace pith::cli
