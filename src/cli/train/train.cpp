#include "pith/train.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "cli/console/print.h"
#include "cli/console/report.h"
#include "cli/console/stage_progress.h"
#include "cli/corpus/corpus_files.h"
#include "cli/files/output_file.h"
#include "cli/formatting/text.h"
#include "cli/models/model_choice.h"
#include "cli/options/command.h"
#include "cli/options/given_files.h"
#include "cli/options/runner.h"
#include "cli/peers/xz_size.h"
#include "cli/train/network_run.h"
#include "cli/train/options.h"
#include "cli/train/report.h"
#include "cli/train/training_texts.h"
#include "cli/train/written_files.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

constexpr const char* kSortingAdvice = ": sort in less of it, such as --memory 500M, or use fewer threads, such as -T1";
constexpr const char* kNetworkAdvice =
    ": train a smaller network, such as --units 128, or use fewer threads, such as -T1";

std::uint64_t peak_memory_bytes() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

std::optional<std::uint64_t> xz_bytes(const std::vector<TrainingText>& texts) {
  std::uint64_t sum = 0;
  for (const TrainingText& text : texts) {
    const std::optional<std::uint64_t> bytes = xz_size(text.bytes);
    if (!bytes) return std::nullopt;
    sum += *bytes;
  }
  return sum;
}

/// "xz -9e: 2.616 bits a character of the held-out text", if xz is at hand.
void add_xz_fact(const std::vector<TrainingText>& held_out, const std::optional<std::uint64_t>& xz_bytes,
                 ModelMetadata& metadata) {
  std::uint64_t characters = 0;
  for (const TrainingText& text : held_out) {
    const auto begins_character = [](std::uint8_t byte) { return (byte & 0xc0) != 0x80; };
    characters += static_cast<std::uint64_t>(std::ranges::count_if(text.bytes, begins_character));
  }
  if (!xz_bytes || characters == 0) return;
  const double bits = 8 * static_cast<double>(*xz_bytes) / static_cast<double>(characters);
  metadata.facts.push_back({.name = "xz -9e", .value = fixed(bits, 3) + " bits a character of the held-out text"});
}

/// The texts that `option` names by `paths`; none where it was not given, and parts of the corpus take their place.
/// Throws Error kUsage if they are empty.
std::vector<TrainingText> texts_of(const char* option, const Arguments& paths, const TrainCommandOptions& options,
                                   PassedOver& passed_over) {
  const std::vector<CorpusFile> files = corpus_files(paths, options.force, passed_over);
  refuse_written_inputs(options, files);
  std::vector<TrainingText> texts = read_texts(files);
  const auto has_bytes = [](const TrainingText& text) { return !text.bytes.empty(); };
  if (!paths.empty() && std::ranges::none_of(texts, has_bytes)) {
    throw Error(ErrorCode::kUsage, std::string(option) + " has no text; name others, or leave it out");
  }
  return texts;
}

TrainOptions train_options(const TrainCommandOptions& options, LeftOutFiles& left_out, Report& report) {
  PassedOver passed_over;
  std::vector<CorpusFile> files = corpus_files(options.corpus, options.force, passed_over);
  refuse_written_inputs(options, files);
  TrainOptions train;
  train.works = read_texts(files);
  train.held_out = texts_of("--valid", options.valid, options, passed_over);
  train.tuning = texts_of("--tune", options.tune, options, passed_over);
  report_passed_over(passed_over, report);
  left_out = leave_out(files, train);
  if (train.works.empty() && left_out.held_out + left_out.tuning > 0) {
    throw Error(ErrorCode::kUsage, "all that is to be learnt from is set aside by --valid and --tune; name more texts");
  }
  if (!train.tuning.empty() && works_left_out(train.tuning, train.held_out).size() == train.tuning.size()) {
    throw Error(ErrorCode::kUsage,
                "--tune names nothing but what --valid measures on; name other texts, or leave it out");
  }
  train.max_model_bytes = options.max_model_bytes;
  train.sorting_bytes = options.sorting_bytes;
  train.threads = options.threads;
  train.minimum_description_length = options.mdl;
  train.keep_network = options.keep_network;
  train.metadata.name = options.name;
  train.metadata.description = options.description;
  if (!options.bad_at.empty()) train.metadata.facts.push_back({.name = "bad at", .value = options.bad_at});
  train.metadata.licence = options.licence;
  train.metadata.training_command = training_command(options);
  train.metadata.date = options.date;
  describe_corpus(train.metadata, options.corpus, files, train.works);
  return train;
}

void train_model(TrainCommandOptions options, Report& report) {
  const auto start = std::chrono::steady_clock::now();
  const std::optional<Model> from = options.from.empty() ? std::nullopt : starting_model(options.from, report);
  if (options.max_model_bytes == 0)
    options.max_model_bytes = default_max_model_bytes(options, from ? from->file_bytes() : 0);
  std::optional<NetworkRun> network;
  if (gives_network(options)) network.emplace(options);
  OutputFile output(options.is_first() ? options.output : "/dev/null", options.force);
  TrainOutcome outcome;
  TrainOptions train = train_options(options, outcome.left_out, report);
  train.from = from ? &*from : nullptr;
  train.peers = options.peers;
  if (network) train.network = network->network_options();
  outcome.corpus_files = train.metadata.corpus_files;
  outcome.corpus_bytes = train.metadata.corpus_bytes;
  train.describe_held_out = [&](const std::vector<TrainingText>& held_out, ModelMetadata& metadata) {
    outcome.xz_bytes = xz_bytes(held_out);
    add_xz_fact(held_out, outcome.xz_bytes, metadata);
  };
  StageProgress progress(options.quiet());
  train.begin_stage = [&](const TrainingStage& stage) {
    report.set_memory_advice(stage.trains_network ? kNetworkAdvice : kSortingAdvice);
    return progress.begin(stage);
  };
  if (options.training_seconds > 0) report.set_memory_advice(kNetworkAdvice);  // it is made before the first stage
  outcome.report = pith::train(std::move(train), output.stream());
  progress.finish();
  if (!options.is_first()) return;
  output.commit(std::nullopt, true);
  if (network) network->remove_checkpoint();
  for (const TrainingText& text : outcome.report.held_out) {
    report.note("held out: " + counted(text.bytes.size(), "byte") + " of " + text.name);
  }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  outcome.peak_memory_bytes = peak_memory_bytes();
  print_to_stdout(options.json ? train_json(options, outcome) : train_sentences(options, outcome));
}

void run(const TrainCommandOptions& options, Report& report) {
  report.set_memory_advice(kSortingAdvice);
  options.update.empty() ? train_model(options, report) : train_update(options, report);
}

}  // namespace

Command train_command(TrainingPeers* peers) {
  const CommandDefinition<TrainCommandOptions> definition{
      .text = kTrainText, .rows = train_rows(), .finish = finish_train_options, .run = run};
  Command command = command_of(definition);
  if (peers == nullptr) return command;
  command.run = [definition, peers](const Arguments& arguments) {
    TrainCommandOptions options;
    options.peers = peers;
    const Arguments files = take_options(definition, arguments, options);
    return run_with(definition, std::move(options), files);
  };
  return command;
}

}  // namespace pith::cli
