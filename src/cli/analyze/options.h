#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/options/command.h"
#include "cli/options/option_row.h"
#include "pith/level.h"

namespace pith::cli {

struct AnalyzeCommandOptions {
  std::string against;  ///< "" = there is none
  std::vector<int> levels = distinct_levels(true);
  std::uint64_t sample_bytes = 1'000'000;
  std::uint32_t max_distance = 1000;
  bool bottleneck = false;
  bool matrix_only = false;
  bool json = false;
  std::string html;    ///< where the page goes, "-" is standard output; "": there is none
  bool force = false;  ///< an existing page is overwritten
  std::string model;   ///< see model_choice.h
  int threads = 1;
  int verbosity = 0;     ///< see Report
  bool progress = true;  ///< is shown on a terminal
  bool help = false;
  std::string files0_from;  ///< a list of further files, "" = none
  Arguments files;          ///< at least one; "-" is standard input

  bool quiet() const { return verbosity < 0 || !progress; }  ///< no progress is shown
};

std::vector<OptionRow<AnalyzeCommandOptions>> analyze_rows();

extern const CommandText kAnalyzeText;

/// Throws Error kUsage.
void finish_analyze_options(AnalyzeCommandOptions& options, Arguments files);

}  // namespace pith::cli
