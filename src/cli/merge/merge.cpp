#include <optional>

#include "cli/console/print.h"
#include "cli/console/report.h"
#include "cli/corpus/corpus_files.h"
#include "cli/corpus/file_list.h"
#include "cli/files/output_file.h"
#include "cli/files/whole_file.h"
#include "cli/files/written_inputs.h"
#include "cli/formatting/json.h"
#include "cli/formatting/text.h"
#include "cli/merge/options.h"
#include "cli/models/model_choice.h"
#include "cli/options/command.h"
#include "cli/options/runner.h"
#include "pith/error.h"
#include "pith/federate.h"
#include "pith/model_search.h"

namespace pith::cli {
namespace {

constexpr std::uint64_t kMostUpdateBytes = std::uint64_t{1} << 30;

std::vector<TrainingText> texts_in(const MergeCommandOptions& options, std::vector<std::string>& read) {
  PassedOver passed_over;
  std::vector<TrainingText> texts;
  for (const CorpusFile& file : corpus_files(options.tune, options.force, passed_over)) {
    texts.push_back({file.path, whole_file(file.path, UINT64_MAX)});
    read.push_back(file.path);
  }
  add_lists(read, options.tune, "");
  return texts;
}

std::string sentences(const MergeCommandOptions& options, const MergeReport& report) {
  std::string text = printable(options.output) + ": a model of " + counted(report.model_bytes, "byte") + ", identity " +
                     identity_text(report.identity) + "\n";
  text += "  parties  " + grouped(report.parties) + ", with " + counted(report.bytes, "byte") + " of text\n";
  text += "  n-grams  " + counted(report.contexts, "context") + " added up, " + grouped(report.left_out_contexts) +
          " left out, as fewer than " + std::to_string(options.min_parties) + " had them\n";
  text += "  network  " + std::string(report.changed_networks == 0 ? "that of the base" : "the mean of ") +
          (report.changed_networks == 0 ? "" : counted(report.changed_networks, "change")) + "\n";
  return text;
}

std::string json_of(const MergeCommandOptions& options, const MergeReport& report) {
  JsonWriter json;
  json.begin_object();
  json.field("model", options.output);
  json.field("identity", identity_text(report.identity));
  json.field("model_bytes", report.model_bytes);
  json.field("parties", report.parties);
  json.field("bytes", report.bytes);
  json.field("contexts", report.contexts);
  json.field("left_out_contexts", report.left_out_contexts);
  json.field("changed_networks", report.changed_networks);
  json.key("lost");
  json.begin_array();
  for (const std::string& lost : report.lost) json.value(lost);
  json.end_array();
  json.end_object();
  return json.text();
}

/// A report on two models.
std::string model_sentences(const MergeCommandOptions& options, const MergeReport& report) {
  std::string text = printable(options.output) + ": a model of " + counted(report.model_bytes, "byte") + ", identity " +
                     identity_text(report.identity) + "\n";
  if (report.contexts > 0) text += "  n-grams  of both, " + counted(report.contexts, "context") + "\n";
  if (report.changed_networks > 0) text += "  network  the mean of both\n";
  for (const std::string& lost : report.lost) text += "  lost     " + printable(lost) + "\n";
  return text;
}

void describe(ModelMetadata& metadata, const MergeCommandOptions& options, const std::string& command) {
  metadata.name = options.name;
  metadata.description = options.description;
  metadata.licence = options.licence;
  metadata.date = options.date;
  metadata.training_command = command;
}

/// Whether a file, or what a name stands for, is a model.
bool is_model(const std::string& choice) {
  const auto path = find_model_file(choice);
  if (!path) return false;
  const std::vector<std::uint8_t> bytes = whole_file(*path, kMostUpdateBytes);
  return looks_like_model(bytes.data(), bytes.size());
}

void run_models(const MergeCommandOptions& options, Report& report) {
  const std::optional<Model> first = starting_model(options.files[0], report);
  const std::optional<Model> second = starting_model(options.files[1], report);
  MergeModelsOptions merge;
  std::vector<std::string> read;
  merge.tuning = texts_in(options, read);
  for (const std::string& file : options.files) add_model_file(read, file);
  refuse_written_inputs({options.output}, read);
  OutputFile output(options.output, options.force);
  merge.first = &*first;
  merge.second = &*second;
  merge.threads = options.threads;
  describe(merge.metadata, options, "pith merge");
  const MergeReport merged = merge_models(merge, output.stream());
  output.commit(std::nullopt, true);
  print_to_stdout(options.json ? json_of(options, merged) : model_sentences(options, merged));
}

void run(const MergeCommandOptions& options, Report& report) {
  if (options.files.size() == 2 && is_model(options.files[0]) && is_model(options.files[1])) {
    return run_models(options, report);
  }
  const std::optional<Model> base = starting_model(options.files.front(), report);
  if (!base) throw Error(ErrorCode::kUsage, "none is no model to merge into; name the base of the updates");
  MergeOptions merge;
  std::vector<std::string> read;
  for (std::size_t i = 1; i < options.files.size(); ++i) {
    read.push_back(options.files[i]);
    merge.updates.push_back({printable(options.files[i]), whole_file(options.files[i], kMostUpdateBytes)});
  }
  merge.tuning = texts_in(options, read);
  add_model_file(read, options.files.front());
  refuse_written_inputs({options.output}, read);
  OutputFile output(options.output, options.force);
  merge.base = &*base;
  merge.min_parties = options.min_parties;
  merge.max_model_bytes = options.max_model_bytes;
  merge.threads = options.threads;
  describe(merge.metadata, options,
           "pith merge --min-parties " + std::to_string(options.min_parties) + " --max-size " +
               std::to_string(options.max_model_bytes));
  const MergeReport merged = merge_updates(merge, output.stream());
  output.commit(std::nullopt, true);
  print_to_stdout(options.json ? json_of(options, merged) : sentences(options, merged));
}

}  // namespace

Command merge_command() {
  return command_of(CommandDefinition<MergeCommandOptions>{
      .text = kMergeText, .rows = merge_rows(), .finish = finish_merge_options, .run = run});
}

}  // namespace pith::cli
