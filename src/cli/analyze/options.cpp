#include "cli/analyze/options.h"

#include <algorithm>
#include <utility>

#include "cli/corpus/file_list.h"
#include "cli/formatting/numbers.h"
#include "cli/options/option_values.h"
#include "cli/options/shared_options.h"
#include "pith/analyze.h"
#include "pith/error.h"
#include "pith/level.h"

namespace pith::cli {
namespace {

Error misuse(const std::string& problem) { return Error(ErrorCode::kUsage, problem); }

std::vector<int> levels_value(const GivenOption& given) {
  std::vector<int> levels;
  if (given.value == "none") return levels;
  for (std::size_t begin = 0; begin <= given.value.size();) {
    const std::size_t end = std::min(given.value.find(',', begin), given.value.size());
    const auto level = whole_number_within(given.value.substr(begin, end - begin), kMinLevel, kMaxLevel);
    if (!level) throw misuse("--levels '" + given.value + "': it takes levels such as 1,6 or the word none");
    levels.push_back(static_cast<int>(*level));
    begin = end + 1;
  }
  return levels;
}

using Options = AnalyzeCommandOptions;

constexpr auto kOwnRows = std::to_array<OptionRow<Options>>({
    {{.name = "against",
      .value = "FILE",
      .help = "compare each text with FILE: divergences of their bytes and of models of them"},
     take<&Options::against, text_value>},
    {{.name = "bottleneck",
      .help =
          "also what of the past predicts the next byte: the information bottleneck of the text, and of the model's "
          "network, on one text some minutes at most"},
     switch_on<&Options::bottleneck>},
    {{.name = "matrix", .help = "the matrix of the texts alone"}, switch_on<&Options::matrix_only>},
    {{.name = "sample",
      .value = "SIZE",
      .help = "code the first SIZE bytes of each text; k, M and G are powers of 1000 (default 1M)"},
     take<&Options::sample_bytes, bytes_value>},
    {{.name = "levels",
      .value = "LIST",
      .help = "with which levels of pith: such as 1,6, or none, which is quick (default 1,2,3,6)"},
     take<&Options::levels, levels_value>},
});

constexpr auto kLaterRows = std::to_array<OptionRow<Options>>({
    {{.name = "distance", .value = "N", .help = "mutual information up to a distance of N bytes (default 1000)"},
     take<&Options::max_distance, number_value<std::uint32_t, 1, kMaxDistance>>},
    {{.name = "json", .help = "print a JSON object for programs instead of the tables"}, switch_on<&Options::json>},
    {{.name = "html",
      .value = "PAGE",
      .help = "also write a web page with plots of all this to the file PAGE (- is standard output, without the "
              "tables)"},
     take<&Options::html, file_value>},
    {{.name = "force", .letter = 'f', .help = "overwrite an existing PAGE"}, switch_on<&Options::force>},
});

constexpr auto kRows = join(
    kOwnRows, model_rows<Options>(), kLaterRows, list_rows<Options>(),
    thread_rows<Options>("work on N threads, 0 = one for each core; the figures are the same for any N (default 1)"),
    progress_rows<Options>(), talking_rows<Options>());

}  // namespace

std::vector<OptionRow<AnalyzeCommandOptions>> analyze_rows() { return {kRows.begin(), kRows.end()}; }

void finish_analyze_options(AnalyzeCommandOptions& options, Arguments files) {
  options.files = with_listed(std::move(files), options.files0_from);
  if (options.files.empty()) options.files.push_back("-");
  if (options.html == "-" && options.json) {
    throw misuse("--html - and --json both write to standard output; give the page a file");
  }
}

}  // namespace pith::cli
