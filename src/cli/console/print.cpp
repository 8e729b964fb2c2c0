#include "cli/console/print.h"

#include <unistd.h>

#include "cli/files/descriptor_stream.h"
#include "cli/formatting/text.h"

namespace pith::cli {

void print_to_stdout(const std::string& text) { write_all(STDOUT_FILENO, "(stdout)", text.data(), text.size()); }

void print_lines_to_stdout(const std::string& lines) { print_to_stdout(printable_lines(lines)); }

void print_to_stderr(const std::string& text) {
  if (::write(STDERR_FILENO, text.data(), text.size()) < 0) return;
}

}  // namespace pith::cli
