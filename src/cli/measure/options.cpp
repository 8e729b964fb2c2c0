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

/// take() for a member of Options::jsonl.
template <auto kMember, auto kRead>
void take_jsonl(Options& options, const GivenOption& given) {
  options.jsonl.*kMember = kRead(given);
}
template <auto kMember>
void switch_jsonl_on(Options& options, const GivenOption&) {
  options.jsonl.*kMember = true;
}

constexpr const char* kJsonl = "JSON lines";

constexpr auto kJsonlRows = std::to_array<OptionRow<Options>>({
    {{.name = "jsonl",
      .value = "FIELD",
      .help =
          "FILEs are JSON lines, as they are or packed by gzip, zstd or xz, with a document in the field FIELD of "
          "each; "
          "every line is written with what its document costs, and one that is no such line is named and passed over",
      .group = kJsonl},
     take_jsonl<&JsonlOptions::field, field_value>},
    {{.name = "output",
      .letter = 'o',
      .value = "OUTPUT",
      .help =
          "where lines go: a file, packed as its name says, or a folder, in which each FILE gets one of its name; "
          "beside "
          "each appears NAME.report.json with what its documents cost together (default: standard output, no report)",
      .group = kJsonl},
     take_jsonl<&JsonlOptions::output, file_value>},
    {{.name = "keep",
      .value = "CONDITION",
      .help = "write only the lines of documents for which this holds, such as 'bits_per_char < 2.5'",
      .group = kJsonl},
     take_jsonl<&JsonlOptions::keep, condition_value>},
    {{.name = "buckets",
      .value = "PERCENTS",
      .help = "add the field bucket: for 30,60 it is head for the 30 % of documents with the fewest bits a character, "
              "middle up to 60 %, else tail; for other than two percents a number from 0",
      .group = kJsonl},
     take_jsonl<&JsonlOptions::buckets, percents_value>},
    {{.name = "cuts",
      .value = "REPORT",
      .help = "take the cuts between buckets from the report of an earlier run with --buckets",
      .group = kJsonl},
     take_jsonl<&JsonlOptions::cuts, file_value>},
    {{.name = "shard",
      .value = "I/N",
      .help = "measure part I, from 0, of N: of several FILEs every Nth, of one every Nth line",
      .group = kJsonl},
     take_jsonl<&JsonlOptions::shard, shard_value>},
    {{.name = "resume", .help = "pass over what has its report already, and add the report up", .group = kJsonl},
     switch_jsonl_on<&JsonlOptions::resume>},
    {{.name = "report", .value = "REPORT", .help = "also write the report of all to the file REPORT", .group = kJsonl},
     take_jsonl<&JsonlOptions::report, file_value>},
    {{.name = "merge",
      .help = "FILEs are reports of parts of a corpus: print the figures of the whole, as one run would",
      .group = kJsonl},
     switch_jsonl_on<&JsonlOptions::merge>},
});

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
    {{.name = "force", .letter = 'f', .help = "overwrite an existing PAGE or OUTPUT"}, switch_on<&Options::force>},
});

constexpr auto kRows = join(level_rows<Options>(), kOwnRows, kJsonlRows, list_rows<Options>(),
                            thread_rows<Options>(kThreadsHelp), progress_rows<Options>(), talking_rows<Options>());

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

void refuse_jsonl_contradictions(const MeasureCommandOptions& options) {
  const JsonlOptions& jsonl = options.jsonl;
  if (jsonl.merge && options.reads_jsonl()) {
    throw contradiction("--merge adds reports up and measures nothing; leave --jsonl out");
  }
  const bool of_jsonl = !jsonl.output.empty() || jsonl.keep || !jsonl.buckets.empty() || !jsonl.cuts.empty() ||
                        jsonl.shard.parts != 1 || jsonl.resume || !jsonl.report.empty();
  if (of_jsonl && !options.reads_jsonl() && !jsonl.merge) {
    throw contradiction(
        "--output, --keep, --buckets, --cuts, --shard, --resume and --report are for JSON lines; say with "
        "--jsonl which field has the text");
  }
  if (!options.reads_jsonl()) return;
  if (options.models.size() > 1) throw contradiction("with --jsonl there is one model; give one -m");
  if (!jsonl.buckets.empty() && !jsonl.cuts.empty()) {
    throw contradiction("--buckets finds the cuts that --cuts gives; leave one of them out");
  }
  if (options.prints_lines() || options.json_lines || options.show || !options.html.empty()) {
    throw contradiction("--jsonl has an output of its own; leave " +
                        (options.html.empty() ? outputs_of(options).back() : std::string("--html")) + " out");
  }
  if (options.json && (jsonl.output.empty() || jsonl.output == "-")) {
    throw contradiction("--json and the lines both go to standard output; give a file for the lines with -o");
  }
}

}  // namespace

std::vector<OptionRow<MeasureCommandOptions>> measure_rows() { return {kRows.begin(), kRows.end()}; }

void finish_measure_options(MeasureCommandOptions& options, Arguments files) {
  options.files = with_listed(std::move(files), options.files0_from);
  if (options.files.empty()) options.files.push_back("-");
  if (options.models.empty()) options.models.push_back("");
  refuse_contradictions(options);
  refuse_jsonl_contradictions(options);
}

}  // namespace pith::cli
