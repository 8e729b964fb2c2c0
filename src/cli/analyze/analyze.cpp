#include "pith/analyze.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "cli/analyze/options.h"
#include "cli/analyze/report.h"
#include "cli/analyze/sizes.h"
#include "cli/console/print.h"
#include "cli/console/progress.h"
#include "cli/console/report.h"
#include "cli/corpus/file_list.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/files/output_file.h"
#include "cli/files/special_file.h"
#include "cli/files/whole_file.h"
#include "cli/files/written_inputs.h"
#include "cli/formatting/text.h"
#include "cli/models/model_choice.h"
#include "cli/options/given_files.h"
#include "cli/options/runner.h"
#include "cli/pages/analysis_page.h"

namespace pith::cli {
namespace {

constexpr std::uint64_t kMostPipedBytes = std::uint64_t{4} << 30;
constexpr std::size_t kNetworkBytes = 32768;  // that its bottleneck is measured on

/// What is no regular file may have no end.
std::vector<std::uint8_t> text_of(const std::string& file) {
  std::error_code error;
  const bool has_end = std::filesystem::is_regular_file(file, error);
  std::vector<std::uint8_t> text = whole_file(file, has_end ? UINT64_MAX : kMostPipedBytes);
  if (has_end || text.size() <= kMostPipedBytes) return text;
  throw FileError(display_name(file), "has more than 4 GiB, and may have no end; write it to a file and name that");
}

/// The text of --against, as far as comparisons need it.
struct OtherText {
  ByteDistribution distribution;
  TextHalves halves;
};

/// Analyzes one text after the other, and keeps of each what the report and the matrix need.
class Analysis {
 public:
  explicit Analysis(const AnalyzeCommandOptions& options, const Report& report) : options_(options) {
    if ((!options.levels.empty() || options.bottleneck) && !options.matrix_only)
      model_ = starting_model(options.model, report);
    if (!options.against.empty()) read_other();
    if (!model_) return;
    result_.model_identity = identity_text(model_->identity());
    result_.model_name = model_->metadata().name;
  }

  void add(const std::string& file) {
    const std::vector<std::uint8_t> text = text_of(file);
    const std::string name = display_name(file);
    if (!options_.matrix_only) result_.texts.push_back(analyzed(name, text));
    halves_.push_back(halves_of(text));
    result_.matrix_names.push_back(name);
  }

  const AnalyzeReport& finish() {
    if (halves_.size() < 2) {
      result_.matrix_names.clear();
    } else {
      result_.matrix = cross_entropy_matrix(halves_, options_.threads);
    }
    return result_;
  }

 private:
  void read_other() {
    const std::string kind = options_.force ? "" : special_kind(options_.against);
    if (!kind.empty()) throw FileError(options_.against, "is " + kind + "; use -f to read it");
    const std::vector<std::uint8_t> text = text_of(options_.against);
    result_.against = display_name(options_.against);
    other_ = OtherText{byte_distribution(text), halves_of(text)};
  }

  AnalyzedText analyzed(const std::string& name, const std::vector<std::uint8_t>& text) {
    AnalyzedText result{
        .name = name, .analysis = measured(name, text), .comparison = std::nullopt, .bottleneck = std::nullopt};
    add_sizes(result, text);
    if (options_.bottleneck) add_bottleneck(result, text);
    if (other_) {
      const std::vector<TextHalves> pair{halves_of(text), other_->halves};
      result.comparison = {.bytes = compare_distributions(result.analysis.distribution, other_->distribution),
                           .models = cross_entropy_matrix(pair, options_.threads)};
    }
    return result;
  }

  TextAnalysis measured(const std::string& name, const std::vector<std::uint8_t>& text) const {
    Progress progress(name, text.size(), options_.quiet());
    return analyze(text, {.sample_bytes = options_.sample_bytes,
                          .max_distance = options_.max_distance,
                          .threads = options_.threads,
                          .text_bytes_done = progress.counter()});
  }

  void add_bottleneck(AnalyzedText& result, const std::vector<std::uint8_t>& text) const {
    result.bottleneck =
        BottleneckReport{.of_bytes = bottlenecks(text, {.threads = options_.threads}), .of_network = {}};
    if (!model_) return;
    result.bottleneck->of_network = network_bottleneck(text, *model_, kNetworkBytes, options_.threads);
  }

  void add_sizes(AnalyzedText& result, const std::vector<std::uint8_t>& text) const {
    TextAnalysis& analysis = result.analysis;
    const std::vector<std::uint8_t> sample(text.begin(),
                                           text.begin() + static_cast<std::ptrdiff_t>(analysis.sample_bytes));
    add_other_programs(analysis.sizes, sample);
    Progress progress(result.name + ", its sample", sample.size() * options_.levels.size(), options_.quiet());
    add_pith(analysis.sizes, sample,
             {.levels = options_.levels,
              .model = model_ ? &*model_ : nullptr,
              .threads = options_.threads,
              .text_bytes_done = progress.counter()});
  }

  const AnalyzeCommandOptions& options_;
  std::optional<Model> model_;
  std::optional<OtherText> other_;
  std::vector<TextHalves> halves_;
  AnalyzeReport result_;
};

/// Throws FileError also if the page would be written over what is read.
void open_page(std::optional<OutputFile>& page, const AnalyzeCommandOptions& options, std::vector<std::string> read) {
  if (options.html.empty()) return;
  if (!options.against.empty()) read.push_back(options.against);
  add_lists(read, options.files, options.files0_from);
  add_model_file(read, options.model);
  refuse_written_inputs({options.html}, read);
  page.emplace(options.html, options.force);
}

void write_page(OutputFile& page, const AnalyzeReport& report) {
  const std::size_t count = std::max(report.texts.size(), report.matrix_names.size());
  const std::string name = report.texts.size() == 1 ? report.texts.front().name : counted(count, "text");
  write_analysis_page(page.stream(), name, analyze_json(report));
  page.commit(std::nullopt, false);
}

void run(const AnalyzeCommandOptions& options, Report& report) {
  report.set_memory_advice(": a text is held in memory whole; use fewer threads, such as -T1, or --levels none");
  const std::vector<std::string> files = given_files(options.files, options.force, report);
  std::optional<OutputFile> page;
  report.guard("", [&] { open_page(page, options, files); });
  if (!options.html.empty() && !page) return;
  Analysis analysis(options, report);
  for (const std::string& file : files) {
    report.guard(display_name(file), [&] { analysis.add(file); });
  }
  report.guard("", [&] {
    const AnalyzeReport& result = analysis.finish();
    if (result.texts.empty() && result.matrix_names.empty()) return;
    if (page) write_page(*page, result);
    if (options.html == "-") return;
    options.json ? print_to_stdout(analyze_json(result))
                 : print_lines_to_stdout(analyze_tables(result, options.verbosity));
  });
}

}  // namespace

Command analyze_command() {
  return command_of(CommandDefinition<AnalyzeCommandOptions>{
      .text = kAnalyzeText, .rows = analyze_rows(), .finish = finish_analyze_options, .run = run});
}

}  // namespace pith::cli
