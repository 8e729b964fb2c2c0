#pragma once

#include <string>

namespace pith::cli {

/// Writes `text` at once. Throws Error kIo if standard output cannot take it.
void print_to_stdout(const std::string& text);

/// The same of lines for a reader, with nothing in them that could steer a terminal.
void print_lines_to_stdout(const std::string& lines);

/// Writes `text` at once; a failure has nowhere to be told and is ignored.
void print_to_stderr(const std::string& text);

}  // namespace pith::cli
