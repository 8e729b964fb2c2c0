#pragma once

#include <string>

#include "cli/command.h"
#include "pith/level.h"

namespace pith::cli {

struct MeasureCommandOptions {
  int level = kDefaultLevel;
  int threads = 1;
  int verbosity = 0;     ///< see Report
  bool per_file = true;  ///< a row for each file before the total
  bool json = false;
  bool adaptive = true;
  std::string model;  ///< see model_choice.h
  bool help = false;
  Arguments files;  ///< at least one; "-" is standard input
};

/// Throws Error kUsage.
MeasureCommandOptions parse_measure_options(const Arguments& arguments);

std::string measure_help();

}  // namespace pith::cli
