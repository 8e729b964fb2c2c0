#pragma once

#include <string>
#include <vector>

#include "cli/jsonl/jsonl_options.h"
#include "cli/options/command.h"
#include "cli/options/option_row.h"
#include "pith/level.h"

namespace pith::cli {

struct MeasureCommandOptions {
  int level = kDefaultLevel;
  int threads = 1;
  int verbosity = 0;     ///< see Report
  bool progress = true;  ///< is shown on a terminal
  bool per_file = true;  ///< a row for each file before the total
  bool json = false;
  bool adaptive = true;
  std::string html;         ///< where the page goes, "-" is standard output; "": there is none
  bool show = false;        ///< the text itself is printed, painted by surprisal
  bool force = false;       ///< an existing page is overwritten
  bool json_lines = false;  ///< a JSON object a line for each file
  bool per_line = false;    ///< a JSON object a line for each line
  bool per_char = false;    ///< a JSON object a line for each character
  JsonlOptions jsonl;       ///< of corpora in JSON lines
  Arguments models;         ///< see model_choice.h; at least one
  bool help = false;
  std::string files0_from;  ///< a list of further files, "" = none
  Arguments files;          ///< at least one; "-" is standard input

  bool quiet() const { return verbosity < 0 || !progress; }  ///< no progress is shown
  bool prints_lines() const { return per_line || per_char; }
  bool reads_jsonl() const { return !jsonl.field.empty(); }
};

std::vector<OptionRow<MeasureCommandOptions>> measure_rows();

extern const CommandText kMeasureText;

/// Throws Error kUsage.
void finish_measure_options(MeasureCommandOptions& options, Arguments files);

}  // namespace pith::cli
