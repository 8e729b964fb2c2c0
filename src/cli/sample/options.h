#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/options/command.h"
#include "cli/options/option_row.h"
#include "pith/level.h"

namespace pith::cli {

struct SampleCommandOptions {
  int level = kDefaultLevel;
  int verbosity = 0;  ///< see Report
  bool adaptive = false;
  std::string model;  ///< see model_choice.h
  std::string prompt;
  std::string prompt_file;  ///< "" = there is none
  std::string stop;
  std::uint64_t characters = 1000;
  std::uint32_t temperature_milli = 1000;
  std::uint32_t top_p_milli = 1000;
  std::uint64_t seed = 1;
  bool help = false;
};

std::vector<OptionRow<SampleCommandOptions>> sample_rows();

extern const CommandText kSampleText;

/// Throws Error kUsage.
void finish_sample_options(SampleCommandOptions& options, Arguments files);

}  // namespace pith::cli
