#include <sys/stat.h>

#include <algorithm>
#include <optional>

#include "cli/console/print.h"
#include "cli/console/stage_progress.h"
#include "cli/corpus/corpus_files.h"
#include "cli/corpus/file_list.h"
#include "cli/files/output_file.h"
#include "cli/files/whole_file.h"
#include "cli/files/written_inputs.h"
#include "cli/formatting/json.h"
#include "cli/formatting/text.h"
#include "cli/models/model_choice.h"
#include "cli/options/given_files.h"
#include "cli/train/options.h"
#include "cli/train/training_texts.h"
#include "pith/error.h"
#include "pith/federate.h"

namespace pith::cli {
namespace {

constexpr std::uint64_t kMostRestBytes = std::uint64_t{1} << 30;

void refuse_written(const TrainCommandOptions& options, const std::vector<CorpusFile>& files) {
  std::vector<std::string> read;
  for (const CorpusFile& file : files) read.push_back(file.path);
  add_lists(read, options.corpus, options.files0_from);
  add_model_file(read, options.from);
  std::vector<std::string> written = {options.update};
  if (!options.rest.empty()) written.push_back(options.rest);
  refuse_written_inputs(written, read);
}

/// Of a file that may not be there yet.
std::vector<std::uint8_t> rest_in(const std::string& path) {
  struct stat status = {};
  if (path.empty() || ::stat(path.c_str(), &status) != 0) return {};
  return whole_file(path, kMostRestBytes);
}

void keep_rest(const std::string& path, const std::vector<std::uint8_t>& rest) {
  if (path.empty() || rest.empty()) return;
  OutputFile file(path, true);
  file.stream().write(reinterpret_cast<const char*>(rest.data()), static_cast<std::streamsize>(rest.size()));
  file.commit(std::nullopt, false);
}

/// "4 bits a number, 0.3 % of floats"
std::string change_text(const TrainCommandOptions& options, const UpdateReport& report) {
  const double share = 100 * static_cast<double>(report.network_change_bytes) /
                       (4 * static_cast<double>(std::max<std::uint64_t>(report.network_numbers, 1)));
  return "  network  " + grouped(report.network_numbers) + " numbers of " + std::to_string(options.change_bits) +
         " bits, coded in " + counted(report.network_change_bytes, "byte") + ", " + fixed(share, 2) +
         " % of floats; learnt from " + counted(report.network_bytes, "byte") + " of text\n";
}

std::string sentences(const TrainCommandOptions& options, const UpdateReport& report) {
  std::string text = printable(options.update) + ": an update of " + counted(report.bytes, "byte") + " by " +
                     printable(options.party) + ", from " + counted(report.counted_bytes, "byte") + " of " +
                     counted(report.works, "work") + "\n";
  text += "  n-grams  " + counted(report.contexts, "context") + " that several works have, coded in " +
          counted(report.ngram_bytes, "byte") + "\n";
  if (report.network_numbers > 0) text += change_text(options, report);
  return text;
}

std::string json_of(const TrainCommandOptions& options, const UpdateReport& report) {
  JsonWriter json;
  json.begin_object();
  json.field("update", options.update);
  json.field("party", options.party);
  json.field("bytes", report.bytes);
  json.field("works", report.works);
  json.field("counted_bytes", report.counted_bytes);
  json.field("contexts", report.contexts);
  json.field("ngram_bytes", report.ngram_bytes);
  json.field("ngram_ideal_bits", report.ngram_ideal_bits);
  json.field("network_bits", report.network_numbers == 0 ? 0 : options.change_bits);
  json.field("network_bytes", report.network_bytes);
  json.field("network_numbers", report.network_numbers);
  json.field("network_change_bytes", report.network_change_bytes);
  json.field("network_ideal_bits", report.network_ideal_bits);
  json.end_object();
  return json.text();
}

}  // namespace

void train_update(const TrainCommandOptions& options, Report& report) {
  const std::optional<Model> base = starting_model(options.from, report);
  if (!base) throw Error(ErrorCode::kUsage, "--update: none is no model to add to; name one with --from");
  PassedOver passed_over;
  const std::vector<CorpusFile> files = corpus_files(options.corpus, options.force, passed_over);
  refuse_written(options, files);
  OutputFile output(options.update, options.force);
  UpdateOptions update;
  update.works = read_texts(files);
  report_passed_over(passed_over, report);
  update.base = &*base;
  update.party = options.party;
  update.seconds = options.training_seconds;
  update.bits = options.change_bits;
  if (!options.ngrams) update.max_ngram_bytes = 0;
  update.rest = rest_in(options.rest);
  update.sorting_bytes = options.sorting_bytes;
  update.threads = options.threads;
  StageProgress progress(options.quiet());
  update.begin_stage = [&](const TrainingStage& stage) { return progress.begin(stage); };
  const UpdateReport learnt = learn_update(std::move(update), output.stream());
  progress.finish();
  output.commit(std::nullopt, true);
  keep_rest(options.rest, learnt.rest);
  print_to_stdout(options.json ? json_of(options, learnt) : sentences(options, learnt));
}

}  // namespace pith::cli
