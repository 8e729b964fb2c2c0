#include "pith/measure.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/console/json_lines.h"
#include "cli/console/print.h"
#include "cli/console/progress.h"
#include "cli/console/report.h"
#include "cli/corpus/file_list.h"
#include "cli/files/input_file.h"
#include "cli/files/written_inputs.h"
#include "cli/formatting/text.h"
#include "cli/jsonl/jsonl_run.h"
#include "cli/measure/figures.h"
#include "cli/measure/lines.h"
#include "cli/measure/options.h"
#include "cli/measure/results.h"
#include "cli/measure/surprisal_report.h"
#include "cli/models/model_choice.h"
#include "cli/options/given_files.h"
#include "cli/options/runner.h"
#include "pith/error.h"
#include "pith/scorer.h"

namespace pith::cli {
namespace {

/// Bytes of all files together, if all of them know.
std::optional<std::uint64_t> bytes_of(const Arguments& files, bool quiet) {
  if (!Progress::visible(quiet)) return std::nullopt;
  std::uint64_t sum = 0;
  for (const std::string& file : files) {
    std::optional<std::uint64_t> bytes;
    try {
      bytes = InputFile(file).bytes();
    } catch (...) {
      continue;  // told when the file is measured
    }
    if (!bytes) return std::nullopt;
    sum += *bytes;
  }
  return sum;
}

std::shared_ptr<std::istream> open_text(const std::string& file) {
  const auto input = std::make_shared<InputFile>(file);
  return {input, &input->stream()};
}

void print_document(const Measured& file) {
  JsonWriter json(JsonWriter::Layout::kOneLine);
  json.begin_object();
  json.field("name", file.name);
  write_figures(json, file.measurement);
  json.end_object();
  print_to_stdout(json.text());
}

std::string speed(const ModelResults& results) {
  const auto bytes = static_cast<double>(results.total().bytes);
  return grouped(results.total().bytes) + " bytes in " + fixed(results.seconds, 1) + " s, " +
         speed_text(ratio(bytes, results.seconds));
}

class MeasureRun {
 public:
  MeasureRun(MeasureCommandOptions options, Report& report) : options_(std::move(options)), report_(report) {}

  void run() {
    const Arguments given = options_.files;
    options_.files = given_files(given, options_.force, report_);
    refuse_page_over_inputs(given);
    std::vector<ModelResults> results;
    for (const std::string& choice : options_.models) {
      const std::optional<Model> model = starting_model(choice, report_);
      if (options_.prints_lines()) {
        print_each(model);
      } else {
        results.push_back(shows_text() ? measured_by_bytes(model) : measured(model));
        require_same_files(results);
      }
    }
    if (results.empty() || results.front().files.empty() || options_.html == "-" || options_.json_lines) return;
    options_.json ? print_to_stdout(measured_json(results, options_))
                  : print_lines_to_stdout(measured_table(results, options_));
  }

 private:
  /// Files that one model could not be measured on would be lacking in the comparison.
  void require_same_files(const std::vector<ModelResults>& results) {
    if (results.size() == 1) options_.files = std::exchange(measured_files_, {});
    if (results.back().files.size() != results.front().files.size()) {
      throw Error(ErrorCode::kIo, "a file could be read for one model and not for another; measure again");
    }
  }

  void refuse_page_over_inputs(const Arguments& given) const {
    if (options_.html.empty()) return;
    Arguments read = options_.files;
    add_lists(read, given, options_.files0_from);
    for (const std::string& choice : options_.models) add_model_file(read, choice);
    refuse_written_inputs({options_.html}, read);
  }

  bool shows_text() const { return options_.show || !options_.html.empty(); }

  void print_each(const std::optional<Model>& model) {
    for (const std::string& file : options_.files) {
      report_.guard(display_name(file), [&] {
        const Model* start = model ? &*model : nullptr;
        options_.per_char ? print_characters(file, options_, start) : print_lines(file, options_, start);
      });
    }
  }

  ModelResults measured_by_bytes(const std::optional<Model>& model) {
    ModelResults results{.model = model, .files = {}};
    const auto start = std::chrono::steady_clock::now();
    for (const std::string& file : options_.files) {
      report_.guard(display_name(file), [&] {
        const Measurement measurement =
            report_surprisals(file, options_, model ? &*model : nullptr, measuring_terms(options_, model));
        results.files.push_back({display_name(file), measurement});
        measured_files_.push_back(file);
      });
    }
    results.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return results;
  }

  ModelResults measured(const std::optional<Model>& model) {
    ModelResults results{.model = model, .files = {}};
    const Arguments files = options_.files;
    const bool quiet = options_.quiet();
    const std::string what = files.size() == 1 ? display_name(files.front()) : counted(files.size(), "file");
    Progress progress(what, bytes_of(files, quiet), quiet);
    const MeasureOptions options{.level = options_.level,
                                 .threads = options_.threads,
                                 .text_bytes_done = progress.counter(),
                                 .model = model ? &*model : nullptr,
                                 .adaptive = options_.adaptive};
    measure_documents(
        files.size(), [&files](std::size_t i) { return open_text(files[i]); }, options,
        [&](std::size_t i, const MeasuredDocument& document) {
          report_.guard(display_name(files[i]), [&] {
            if (document.failure) std::rethrow_exception(document.failure);
            results.files.push_back({display_name(files[i]), document.measurement});
            measured_files_.push_back(files[i]);
            if (options_.json_lines) print_document(results.files.back());
          });
        });
    results.seconds = progress.seconds();
    report_.note(speed(results));
    return results;
  }

  MeasureCommandOptions options_;
  Report& report_;
  Arguments measured_files_;  // those that could be read
};

void print_report(const CorpusReport& result, const MeasureCommandOptions& options) {
  options.json ? print_to_stdout(report_json(result)) : print_lines_to_stdout(report_table(result));
}

void run_jsonl(const MeasureCommandOptions& options, Report& report) {
  const std::optional<Model> model = starting_model(options.models.front(), report);
  const Scorer scorer({.level = options.level, .model = model ? &*model : nullptr, .adaptive = options.adaptive});
  std::vector<std::string> also_read;
  add_lists(also_read, options.files, options.files0_from);
  add_model_file(also_read, options.models.front());
  const JsonlMeasuring measuring{.scorer = scorer,
                                 .threads = options.threads,
                                 .overwrite = options.force,
                                 .quiet = options.quiet(),
                                 .also_read = std::move(also_read)};
  const std::optional<CorpusReport> result = measure_jsonl(options.files, options.jsonl, measuring, report);
  if (result && !options.jsonl.output.empty() && options.jsonl.output != "-") print_report(*result, options);
}

void run(const MeasureCommandOptions& options, Report& report) {
  if (options.jsonl.merge) return print_report(merged_reports(options.files), options);
  report.set_memory_advice(
      memory_advice(memory_need(options.level).compress_bytes, options.threads, options.level > kMinLevel));
  options.reads_jsonl() ? run_jsonl(options, report) : MeasureRun(options, report).run();
}

}  // namespace

Command measure_command() {
  return command_of(CommandDefinition<MeasureCommandOptions>{
      .text = kMeasureText, .rows = measure_rows(), .finish = finish_measure_options, .run = run});
}

}  // namespace pith::cli
