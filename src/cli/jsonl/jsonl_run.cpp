#include "cli/jsonl/jsonl_run.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/console/progress.h"
#include "cli/files/file_error.h"
#include "cli/files/temporary_file.h"
#include "cli/files/written_inputs.h"
#include "cli/formatting/text.h"
#include "cli/jsonl/document_output.h"
#include "cli/jsonl/jsonl_files.h"
#include "cli/jsonl/line_reader.h"
#include "cli/jsonl/record.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

/// Documents that are measured together.
struct Batch {
  std::vector<Record> records;
  std::size_t bytes = 0;
};

/// Names the first malformed lines of a file, and counts the others.
class MalformedLines {
 public:
  MalformedLines(std::string file, Report& report) : file_(std::move(file)), report_(report) {}

  void add(std::uint64_t line, const std::string& why) {
    if (++count_ > kMostNamed) return;
    report_.guard(file_, [&] { throw Skipped("line " + std::to_string(line) + " " + why + ", passed over"); });
  }

  void finish() {
    if (count_ <= kMostNamed) return;
    const std::string more = std::to_string(count_ - kMostNamed) + " more lines are malformed, passed over";
    report_.guard(file_, [&] { throw Skipped(more); });
  }

 private:
  static constexpr std::uint64_t kMostNamed = 5;

  std::string file_;
  Report& report_;
  std::uint64_t count_ = 0;
};

/// Inputs that become one output.
class JobRun {
 public:
  JobRun(const JsonlJob& job, const JsonlOptions& options, const JsonlMeasuring& measuring, CorpusReport& result,
         Report& report)
      : job_(job),
        options_(options),
        measuring_(measuring),
        result_(result),
        report_(report),
        output_(job.output, measuring.overwrite || options.resume, result.cuts),
        progress_(job.inputs.size() == 1 ? display_name(job.inputs.front()) : counted(job.inputs.size(), "file"),
                  std::nullopt, measuring.quiet) {}

  void run(bool by_line) {
    for (const std::string& input : job_.inputs) read(input, by_line);
    result_.find_cuts();
    output_.finish(result_.cuts);
  }

 private:
  void read(const std::string& input, bool by_line) {
    LineReader lines(input);
    MalformedLines malformed(display_name(input), report_);
    Batch batch;
    for (LineReader::Line line; lines.next(line);) {
      if ((by_line && !options_.shard.has(line.number - 1)) || blank(line.text)) continue;
      take(line, batch, malformed);
      if (batch.bytes >= batch_bytes()) measure(batch);
    }
    measure(batch);
    malformed.finish();
  }

  void take(LineReader::Line& line, Batch& batch, MalformedLines& malformed) {
    std::string why = "has more than 64 MiB";
    std::optional<Record> record;
    if (!line.too_long) record = record_of(std::move(line.text), options_.field, why);
    if (record) {
      batch.bytes += record->line.size() + record->text.size();
      batch.records.push_back(std::move(*record));
    } else {
      result_.figures.add_malformed();
      malformed.add(line.number, why);
    }
  }

  void measure(Batch& batch) {
    std::vector<std::string_view> texts;
    for (const Record& record : batch.records) texts.emplace_back(record.text);
    const std::vector<Measurement> measured =
        measuring_.scorer.score(texts, {.threads = measuring_.threads, .text_bytes_done = progress_.counter()});
    for (std::size_t i = 0; i < measured.size(); ++i) {
      result_.figures.add(measured[i]);
      if (options_.keep && !options_.keep->holds(measured[i])) continue;
      result_.figures.add_kept();
      output_.add(with_figures(batch.records[i], measured[i]), CorpusFigures::bin_of(measured[i]));
    }
    batch = {};
  }

  std::size_t batch_bytes() const {
    constexpr std::size_t kBytesOfThread = std::size_t{2} << 20;
    constexpr std::size_t kMostBytes = std::size_t{64} << 20;
    return std::min(kBytesOfThread * static_cast<std::size_t>(std::max(measuring_.threads, 4)), kMostBytes);
  }

  static bool blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

  const JsonlJob& job_;
  const JsonlOptions& options_;
  const JsonlMeasuring& measuring_;
  CorpusReport& result_;
  Report& report_;
  DocumentOutput output_;
  Progress progress_;
};

Cuts given_cuts(const JsonlOptions& options, std::size_t jobs) {
  if (!options.cuts.empty()) {
    Cuts cuts = read_report(options.cuts).cuts;
    if (cuts.bins.empty()) throw FileError(options.cuts, "has no cuts; let a run with --buckets write it");
    cuts.of_corpus = false;
    return cuts;
  }
  if (!options.buckets.empty() && jobs > 1) {
    throw Error(ErrorCode::kUsage,
                "the cuts of several outputs have to be known before; give the report that has them with --cuts");
  }
  return {.percents = options.buckets, .bins = {}};
}

CorpusTerms terms_of(const Scorer& scorer, const std::string& field) {
  const Model* model = scorer.model();
  return {.level = scorer.level(),
          .adaptive = scorer.adaptive(),
          .model = model != nullptr ? identity_text(model->identity()) : "",
          .model_name = model != nullptr ? model->metadata().name : "",
          .field = field};
}

CorpusRun run_of(const JsonlJob& job, const JsonlOptions& options) {
  CorpusRun run{.files = job.inputs.size(), .shard = job.shard, .keep = options.keep ? options.keep->text : ""};
  for (const std::string& input : job.inputs) {
    std::error_code error;
    if (const std::uintmax_t bytes = std::filesystem::file_size(input, error); !error) run.file_bytes += bytes;
  }
  return run;
}

bool exists(const std::string& path) {
  std::error_code error;
  return !path.empty() && std::filesystem::exists(path, error);
}

/// The report of an earlier run that did what `none` is a report of so far; nothing if it did not come to its end.
/// Throws FileError if it did something else.
std::optional<CorpusReport> finished_report(const CorpusReport& none, const JsonlJob& job) {
  const std::string path = report_path(job.output);
  if (!exists(path) || !exists(job.output)) return std::nullopt;
  CorpusReport finished = read_report(path);
  const std::string difference = none.difference(finished);
  if (!difference.empty()) throw FileError(path, difference + "; remove it to measure again");
  return finished;
}

/// Throws FileError if an output or a report would be written over what is read, or a report over another file without
/// -f.
void refuse_bad_outputs(const std::vector<JsonlJob>& jobs, const JsonlOptions& options, const JsonlMeasuring& measuring,
                        std::vector<std::string> read) {
  std::vector<std::string> written;
  if (!options.report.empty()) written.push_back(options.report);
  for (const JsonlJob& job : jobs) {
    const std::string report = report_path(job.output);
    written.push_back(job.output);
    if (report.empty()) continue;
    written.push_back(report);
    if (exists(report) && !measuring.overwrite && !options.resume) throw FileError(report, refused_overwrite());
  }
  if (!options.cuts.empty()) read.push_back(options.cuts);
  read.insert(read.end(), measuring.also_read.begin(), measuring.also_read.end());
  refuse_written_inputs(written, read);
}

}  // namespace

std::optional<CorpusReport> measure_jsonl(const std::vector<std::string>& arguments, const JsonlOptions& options,
                                          const JsonlMeasuring& measuring, Report& report) {
  const std::vector<std::string> files = jsonl_files(arguments, measuring.overwrite, report);
  const std::vector<JsonlJob> jobs = jsonl_jobs(files, options);
  refuse_bad_outputs(jobs, options, measuring, files);
  const CorpusReport none{.terms = terms_of(measuring.scorer, options.field),
                          .figures = {},
                          .cuts = given_cuts(options, jobs.size()),
                          .run = {}};
  if (files.empty()) return std::nullopt;
  std::optional<CorpusReport> all;
  std::size_t finished_jobs = 0;
  const auto add = [&](const CorpusReport& part, const std::string& name) {
    all ? all->add(part, name) : void(all = part);
    ++finished_jobs;
  };
  for (const JsonlJob& job : jobs) {
    report.guard("", [&] {
      const std::string own_report = report_path(job.output);
      CorpusReport result = none;
      result.run = run_of(job, options);
      if (options.resume) {
        if (const auto finished = finished_report(result, job)) return add(*finished, own_report);
      }
      JobRun(job, options, measuring, result, report).run(shards_by_line(files));
      if (!own_report.empty()) write_report(result, own_report, true);
      add(result, own_report);
    });
  }
  if (finished_jobs != jobs.size()) return std::nullopt;
  if (!options.report.empty()) write_report(all.value_or(none), options.report, measuring.overwrite);
  return all.value_or(none);
}

CorpusReport merged_reports(const std::vector<std::string>& files) {
  std::optional<CorpusReport> sum;
  std::set<std::filesystem::path> added;
  for (const std::string& file : files) {
    const CorpusReport report = read_report(file);
    if (!added.insert(std::filesystem::canonical(file)).second) {
      throw FileError(file, "is named twice; its documents would count twice");
    }
    sum ? sum->add(report, file) : void(sum = report);
  }
  return sum.value();
}

}  // namespace pith::cli
