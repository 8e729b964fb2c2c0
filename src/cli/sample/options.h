#pragma once

#include <cstdint>
#include <string>

#include "cli/console/command.h"
#include "pith/level.h"

namespace pith::cli {

struct SampleCommandOptions {
  int level = kDefaultLevel;
  int verbosity = 0;  ///< see Report
  bool adaptive = false;
  std::string model;  ///< see model_choice.h
  std::string prompt;
  std::string prompt_file;  ///< "" = `prompt` is it
  std::string stop;
  std::uint64_t characters = 1000;
  std::uint32_t temperature_milli = 1000;
  std::uint32_t top_p_milli = 1000;
  std::uint64_t seed = 1;
  bool help = false;
};

/// Throws Error kUsage.
SampleCommandOptions parse_sample_options(const Arguments& arguments);

std::string sample_help();

}  // namespace pith::cli
