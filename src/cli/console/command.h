#pragma once

#include <span>
#include <string>
#include <vector>

namespace pith::cli {

using Arguments = std::vector<std::string>;

/// One row of the table of subcommands. `run` gets the arguments after the name and returns the exit code: 0 success,
/// 1 an error, 2 a warning.
struct Command {
  const char* name;
  const char* summary;
  int (*run)(const Arguments& arguments);
};

/// The table, in the order of the help text.
std::span<const Command> commands();

int compress_command(const Arguments& arguments);
int decompress_command(const Arguments& arguments);
int test_command(const Arguments& arguments);
int list_command(const Arguments& arguments);
int measure_command(const Arguments& arguments);
int analyze_command(const Arguments& arguments);
int train_command(const Arguments& arguments);
int sample_command(const Arguments& arguments);
int info_command(const Arguments& arguments);
int help_command(const Arguments& arguments);

/// What `pith` prints when it is started on a terminal with nothing to do.
std::string short_help();

/// What `pith --help` prints.
std::string full_help();

}  // namespace pith::cli
