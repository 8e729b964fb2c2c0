#include "cli/jsonl/jsonl_run.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
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

bool exists(const std::string& path) { return !path.empty() && std::filesystem::exists(path); }

/// Throws FileError if an output or a report would be written over what is read, or a report over another file without
/// -f.
void refuse_bad_outputs(const std::vector<JsonlJob>& jobs, const JsonlOptions& options,
                        const JsonlMeasuring& measuring, std::vector<std::string> read) {
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

CorpusReport measure_jsonl(const std::vector<std::string>& arguments, const JsonlOptions& options,
                           const JsonlMeasuring& measuring, Report& report) {
  const std::vector<std::string> files = jsonl_files(arguments, measuring.overwrite, report);
  const std::vector<JsonlJob> jobs = jsonl_jobs(files, options);
  refuse_bad_outputs(jobs, options, measuring, files);
  const CorpusReport none{
      .terms = terms_of(measuring.scorer, options.field), .figures = {}, .cuts = given_cuts(options, jobs.size())};
  if (files.empty()) return none;
  std::optional<CorpusReport> all;
  const auto add = [&](const CorpusReport& part, const std::string& name) {
    all ? all->add(part, name) : void(all = part);
  };
  for (const JsonlJob& job : jobs) {
    report.guard("", [&] {
      const std::string own_report = report_path(job.output);
      if (options.resume && exists(own_report)) {
        const CorpusReport finished = read_report(own_report);
        if (finished.terms != none.terms) {
          throw FileError(own_report, "is of another level, mode, model or field; remove it to measure again");
        }
        return add(finished, own_report);
      }
      CorpusReport result = none;
      JobRun(job, options, measuring, result, report).run(shards_by_line(files));
      if (!own_report.empty()) write_report(result, own_report, true);
      add(result, own_report);
    });
  }
  const CorpusReport sum = all.value_or(none);
  if (!options.report.empty()) write_report(sum, options.report, measuring.overwrite);
  return sum;
}

CorpusReport merged_reports(const std::vector<std::string>& files) {
  CorpusReport sum = read_report(files.front());
  for (std::size_t i = 1; i < files.size(); ++i) sum.add(read_report(files[i]), files[i]);
  return sum;
}

}  // namespace pith::cli
