#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/options/command.h"
#include "cli/options/option_row.h"

namespace pith::cli {

struct MergeCommandOptions {
  std::string output;                          ///< ends in .pithm
  Arguments files;                             ///< the model that the updates are of, and the updates
  int min_parties = 1;                         ///< n-grams that fewer have are left out
  Arguments tune;                              ///< texts to tune the mixing on; empty = it stays that of the base
  std::uint64_t max_model_bytes = 16'000'000;  ///< of the model
  std::string name;
  std::string description;
  std::string licence;
  std::string date;  ///< YYYY-MM-DD
  int threads = 1;
  int verbosity = 0;  ///< see Report
  bool force = false;
  bool json = false;
  bool help = false;
};

std::vector<OptionRow<MergeCommandOptions>> merge_rows();

extern const CommandText kMergeText;

/// Throws Error kUsage.
void finish_merge_options(MergeCommandOptions& options, Arguments files);

}  // namespace pith::cli
