#include "cli/measure/options.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "cli/corpus/file_list.h"
#include "cli/options/option_values.h"
#include "cli/options/shared_options.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

using Options = MeasureCommandOptions;

constexpr const char* kModelsHelp =
    "start from the model MODEL: a name that is looked for as 'pith --help' says, a file, or none to start from "
    "empty (default: english, if there is one); of several, given with an -m each, the figures stand side by side";
constexpr const char* kThreadsHelp =
    "work on N blocks of 16 MiB at once, 0 = one for each core; the result is the same for any N, the memory is N "
    "times as much (default 1)";

constexpr auto kOwnRows = std::to_array<OptionRow<Options>>({
    {{.name = "model", .letter = 'm', .value = "MODEL", .help = kModelsHelp}, append<&Options::models, model_value>},
    {{.name = "static", .help = "the model learns nothing from the text: its held-out perplexity"},
     set_to<&Options::adaptive, false>},
    {{.name = "per-file", .help = "a row for each file and, after several, their total (default)"},
     switch_on<&Options::per_file>},
    {{.name = "total", .help = "the total alone"}, set_to<&Options::per_file, false>},
    {{.name = "json", .help = "print a JSON object for programs instead of the table"}, switch_on<&Options::json>},
    {{.name = "json-lines", .help = "print a JSON object for each file, one a line, as soon as it is measured"},
     switch_on<&Options::json_lines>},
    {{.name = "per-line", .help = "print a JSON object for each line, one a line"}, switch_on<&Options::per_line>},
    {{.name = "per-char", .help = "print a JSON object for each character, one a line: its surprisal in bits"},
     switch_on<&Options::per_char>},
    {{.name = "show",
      .help = "before the table, print the text coloured by surprisal, for a terminal or 'less -R' (true colours if "
              "$COLORTERM says so, for a light ground if $COLORFGBG does)"},
     switch_on<&Options::show>},
    {{.name = "html",
      .value = "PAGE",
      .help = "also write a web page to the file PAGE (- is standard output, without the table): the text coloured by "
              "surprisal, the average along it, and what else was likely in each place; for one FILE of up to 16 MiB"},
     take<&Options::html, file_value>},
    {{.name = "force", .letter = 'f', .help = "overwrite an existing PAGE"}, switch_on<&Options::force>},
});

constexpr auto kRows = join(level_rows<Options>(), kOwnRows, list_rows<Options>(), thread_rows<Options>(kThreadsHelp),
                            progress_rows<Options>(), talking_rows<Options>());

Error contradiction(const std::string& problem) { return Error(ErrorCode::kUsage, problem); }

/// What goes to standard output, of which there can be one.
std::vector<std::string> outputs_of(const MeasureCommandOptions& options) {
  std::vector<std::string> outputs;
  if (options.json) outputs.push_back("--json");
  if (options.json_lines) outputs.push_back("--json-lines");
  if (options.per_line) outputs.push_back("--per-line");
  if (options.per_char) outputs.push_back("--per-char");
  if (options.show) outputs.push_back("--show");
  if (options.html == "-") outputs.push_back("--html -");
  return outputs;
}

void refuse_contradictions(const MeasureCommandOptions& options) {
  const std::vector<std::string> outputs = outputs_of(options);
  if (outputs.size() > 1) {
    throw contradiction(outputs[0] + " and " + outputs[1] + " both write to standard output; leave one of them out");
  }
  const char* no_colour = std::getenv("NO_COLOR");
  if (options.show && no_colour != nullptr && *no_colour != '\0') {
    throw contradiction("--show needs colours, and NO_COLOR is set; unset it, or use --html");
  }
  const bool whole_texts = options.json || outputs.empty();
  if (options.models.size() > 1 && (!whole_texts || !options.html.empty())) {
    throw contradiction("several models are compared on whole texts; give one -m with " +
                        (outputs.empty() ? std::string("--html") : outputs[0]));
  }
  if (options.models.size() > 1 && std::ranges::find(options.files, "-") != options.files.end()) {
    throw contradiction("several models cannot all read standard input; give them a file");
  }
  if (options.html.empty()) return;
  if (options.prints_lines() || options.json_lines) {
    throw contradiction(outputs[0] + " and --html tell different things; leave one of them out");
  }
  if (options.files.size() > 1) {
    throw contradiction("--html makes the page of one FILE, but there are " + std::to_string(options.files.size()) +
                        "; start pith once for each");
  }
}

}  // namespace

std::vector<OptionRow<MeasureCommandOptions>> measure_rows() { return {kRows.begin(), kRows.end()}; }

void finish_measure_options(MeasureCommandOptions& options, Arguments files) {
  options.files = with_listed(std::move(files), options.files0_from);
  if (options.files.empty()) options.files.push_back("-");
  if (options.models.empty()) options.models.push_back("");
  refuse_contradictions(options);
}

}  // namespace pith::cli
