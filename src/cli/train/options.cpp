#include "cli/train/options.h"

#include <algorithm>
#include <utility>

#include "cli/corpus/file_list.h"
#include "cli/formatting/date.h"
#include "cli/formatting/duration.h"
#include "cli/formatting/text.h"
#include "cli/options/option_values.h"
#include "cli/options/shared_options.h"
#include "pith/error.h"
#include "pith/train.h"

namespace pith::cli {
namespace {

using Options = TrainCommandOptions;

constexpr const char* kModelSuffix = ".pithm";
constexpr std::size_t kNamedArguments = 8;
constexpr std::uint64_t kDefaultModelBytes = 12'000'000;
constexpr std::uint64_t kDefaultBytesWithNetwork = 16'000'000;

/// What no shell takes for anything else.
constexpr const char* kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@%+=:,./_-";

constexpr const char* kNetwork = "The network";
constexpr const char* kUpdate = "The update";
constexpr const char* kCard = "What the model says of itself";
constexpr const char* kRun = "The run";

Error misuse(const std::string& problem) { return Error(ErrorCode::kUsage, problem); }

constexpr auto kModelRows = std::to_array<OptionRow<Options>>({
    {{.name = "output",
      .letter = 'o',
      .value = "MODEL",
      .help = "write the model to the file MODEL, whose name ends in .pithm"},
     take<&Options::output, text_value>},
    {{.name = "max-size",
      .value = "SIZE",
      .help = "the model has at most SIZE bytes; k, M and G are powers of 1000 (default 12M, or 16M with a network; "
              "with --from a third more than MODEL if that is larger)"},
     take<&Options::max_model_bytes, bytes_value>},
    {{.name = "from",
      .value = "MODEL",
      .help = "go on from MODEL, the name of a model or its file: the new one knows what it knows and what the corpus "
              "adds"},
     take<&Options::from, text_value>},
    {{.name = "update",
      .value = "UPDATE",
      .help =
          "write what the corpus adds to the MODEL of --from to the file UPDATE, for 'pith merge', instead of a model"},
     take<&Options::update, text_value>},
    {{.name = "mdl",
      .help = "choose by minimum description length how large the model is, up to --max-size, and how many units a "
              "new network has, up to --units, and its weight decay"},
     switch_on<&Options::mdl>},
    {{.name = "valid",
      .value = "PATH",
      .help = "measure the model on the file or the texts of the folder PATH, which are not learnt from; may be "
              "repeated (default: parts of the corpus)"},
     append<&Options::valid, text_value>},
    {{.name = "tune",
      .value = "PATH",
      .help = "tune the mixing of the model on the file or the texts of the folder PATH, which are not learnt from; "
              "may be repeated (default: parts of the corpus)"},
     append<&Options::tune, text_value>},
});

constexpr auto kNetworkRows = std::to_array<OptionRow<Options>>({
    {{.name = "time",
      .value = "TIME",
      .help = "train a recurrent network too, for TIME, such as 30m or 2h: levels 6 to 9 use it, and it goes on "
              "getting better for hours. With --from, the network of MODEL is trained on",
      .group = kNetwork},
     take<&Options::training_seconds, seconds_value>},
    {{.name = "units",
      .value = "N",
      .help = "the network has N units: 64, 128 ... 1024 (default 256, which makes 6.3 MB; with --from those of MODEL)",
      .group = kNetwork},
     take<&Options::units, number_value<std::uint32_t, 1, UINT32_MAX>>},
    {{.name = "rnn",
      .value = "FILE",
      .help = "take the network from the safetensors file FILE, which tools/train_rnn.py wrote",
      .group = kNetwork},
     take<&Options::network, text_value>},
    {{.name = "resume",
      .help = "go on from MODEL.checkpoint, which training a network leaves when it is interrupted",
      .group = kNetwork},
     switch_on<&Options::resume>},
    {{.name = "keep-network",
      .help = "keep a network with which held-out text is less than 1 % smaller; else it is left out",
      .group = kNetwork},
     switch_on<&Options::keep_network>},
    {{.name = "local-steps",
      .value = "N",
      .help =
          "with pith-mpi: each rank takes N steps, then all exchange by how much the network changed, in numbers of "
          "--bits bits; 1: the plain average after every step (default 200)",
      .group = kNetwork},
     take<&Options::local_steps, number_value<std::size_t, 1, 1'000'000>>},
    {{.name = "log",
      .value = "FILE",
      .help = "write to the CSV file FILE how the network gets better",
      .group = kNetwork},
     take<&Options::log, text_value>},
});

constexpr auto kUpdateRows = std::to_array<OptionRow<Options>>({
    {{.name = "party",
      .value = "NAME",
      .help = "whose texts they are; parties of a federation have different names (default: me)",
      .group = kUpdate},
     take<&Options::party, text_value>},
    {{.name = "no-ngrams",
      .help = "the update has no n-grams: in later rounds of the same texts they would be counted again",
      .group = kUpdate},
     set_to<&Options::ngrams, false>},
    {{.name = "bits",
      .value = "N",
      .help = "numbers by which the network changed have 2, 4, 8 or 32 bits, also those that ranks of pith-mpi "
              "exchange (default 4)",
      .group = kUpdate},
     take<&Options::change_bits, number_value<int, 2, 32>>},
    {{.name = "rest",
      .value = "FILE",
      .help = "keep what rounding left out of the change in FILE, which is replaced, and put it into the next update",
      .group = kUpdate},
     take<&Options::rest, text_value>},
});

constexpr auto kCardRows = std::to_array<OptionRow<Options>>({
    {{.name = "name",
      .value = "NAME",
      .help = "what the model calls itself (default: the name of its file)",
      .group = kCard},
     take<&Options::name, text_value>},
    {{.name = "description", .value = "TEXT", .help = "what it is a model of", .group = kCard},
     take<&Options::description, text_value>},
    {{.name = "bad-at", .value = "TEXT", .help = "what it is no model of, or a bad one", .group = kCard},
     take<&Options::bad_at, text_value>},
    {{.name = "licence", .value = "TEXT", .help = "under what terms others may use it", .group = kCard},
     take<&Options::licence, text_value>},
    {{.name = "date",
      .value = "DATE",
      .help = "the day it says it was made, as in 2026-02-28 (default: that of $SOURCE_DATE_EPOCH, or today)",
      .group = kCard},
     take<&Options::date, date_value>},
});

constexpr auto kRunRows = std::to_array<OptionRow<Options>>({
    {{.name = "memory",
      .value = "SIZE",
      .help = "sort in at most SIZE bytes of memory; the model is the same (default 3G)",
      .group = kRun},
     take<&Options::sorting_bytes, bytes_value>},
    {{.name = "force", .letter = 'f', .help = "overwrite an existing MODEL", .group = kRun},
     switch_on<&Options::force>},
    {{.name = "json", .help = "print the report as a JSON object for programs", .group = kRun},
     switch_on<&Options::json>},
});

constexpr auto kRows = join(
    kModelRows, kNetworkRows, kUpdateRows, kCardRows, kRunRows, list_rows<Options>(kRun),
    thread_rows<Options>("work on N threads, 0 = one for each core; the model is the same for any N (default 1)", kRun),
    progress_rows<Options>(kRun), talking_rows<Options>(kRun));

void require_network_options(const TrainCommandOptions& options) {
  if (options.resume && options.training_seconds == 0)
    throw misuse("--resume goes with the --time that was interrupted");
  if (options.resume && !options.network.empty()) throw misuse("--resume and --rnn both say where the network begins");
  if (options.mdl && !options.network.empty()) throw misuse("--mdl chooses a new network, but --rnn says which it is");
  if (options.units != 0 && options.training_seconds == 0)
    throw misuse("--units tells of a network that is trained; give --time too");
  if (!options.log.empty() && options.training_seconds == 0)
    throw misuse("--log tells of training a network; give --time too");
}

/// "letters" of "models/letters.pithm".
std::string stem(const std::string& path) {
  const std::string file = path.substr(path.rfind('/') + 1);
  if (!file.ends_with(kModelSuffix) || file == kModelSuffix) {
    throw misuse("-o " + path + ": a model is found by its name only if that ends in .pithm; use -o " + path +
                 (file.empty() ? "NAME.pithm" : kModelSuffix));
  }
  return file.substr(0, file.rfind('.'));
}

/// -m none means no model, so that no model can be had under that name.
void refuse_no_name(const std::string& option, const std::string& name) {
  if (name == "none") throw misuse(option + ": 'none' means no model wherever one is named; choose another name");
}

/// As a shell needs it.
std::string quoted(const std::string& argument) {
  if (!argument.empty() && argument.find_first_not_of(kPlain) == std::string::npos) return argument;
  std::string result = "'";
  for (const char c : argument) c == '\'' ? result += "'\\''" : result += c;
  return result + "'";
}

/// The units of a network that is trained; 0 where they are those of the network that it goes on from.
std::uint32_t told_units(const TrainCommandOptions& options) {
  if (options.units != 0 || options.training_seconds == 0) return options.units;
  return options.from.empty() && options.network.empty() ? NetworkOptions::kDefaultUnits : 0;
}

void finish_update_options(const TrainCommandOptions& options) {
  if (options.peers != nullptr) throw misuse("--update is learnt by one process: 'pith train'");
  if (options.from.empty()) throw misuse("--update: what does it add to? Name that model with --from");
  if (options.corpus.empty()) throw misuse("there is nothing to learn from; name texts or folders of texts");
  const bool is_of_model = !options.output.empty() || options.mdl || options.resume || !options.network.empty() ||
                           !options.valid.empty() || !options.tune.empty() || !options.log.empty();
  if (is_of_model) {
    throw misuse(
        "--update writes no model; -o, --mdl, --resume, --rnn, --valid, --tune and --log are for 'pith merge' "
        "and for training one");
  }
}

}  // namespace

std::vector<OptionRow<TrainCommandOptions>> train_rows() { return {kRows.begin(), kRows.end()}; }

void finish_train_options(TrainCommandOptions& options, Arguments files) {
  options.corpus = with_listed(std::move(files), options.files0_from);
  if (!options.update.empty()) return finish_update_options(options);
  if (options.change_bits != 2 && options.change_bits != 4 && options.change_bits != 8 && options.change_bits != 32) {
    throw misuse("--bits " + std::to_string(options.change_bits) + ": numbers have 2, 4, 8 or 32 bits");
  }
  if (options.output.empty()) throw misuse("where does the model go? Name it with -o MODEL.pithm");
  if (options.corpus.empty()) throw misuse("there is nothing to learn from; name texts or folders of texts");
  const std::string file_stem = stem(options.output);
  refuse_no_name("-o " + options.output, file_stem);
  refuse_no_name("--name", options.name);
  if (options.name.empty()) options.name = file_stem;
  if (options.date.empty()) options.date = default_date();
  require_network_options(options);
}

bool gives_network(const TrainCommandOptions& options) {
  return options.training_seconds > 0 || !options.network.empty();
}

std::string training_command(const TrainCommandOptions& options) {
  std::string command = "pith train";
  if (!options.from.empty()) command += " --from " + quoted(options.from);
  if (options.training_seconds > 0) command += " --time " + duration_text(options.training_seconds);
  if (options.peers != nullptr && options.training_seconds > 0) {
    command +=
        " --local-steps " + std::to_string(options.local_steps) + " --bits " + std::to_string(options.change_bits);
  }
  if (const std::uint32_t units = told_units(options); units != 0) command += " --units " + std::to_string(units);
  if (!options.network.empty()) command += " --rnn " + quoted(options.network);
  if (options.mdl) command += " --mdl";
  if (options.keep_network) command += " --keep-network";
  command += " --max-size " + std::to_string(options.max_model_bytes);
  for (const std::string& path : options.valid) command += " --valid " + quoted(path);
  for (const std::string& path : options.tune) command += " --tune " + quoted(path);
  for (std::size_t i = 0; i < options.corpus.size() && i < kNamedArguments; ++i) {
    command += " " + quoted(options.corpus[i]);
  }
  if (options.corpus.size() > kNamedArguments) {
    command += " ... (" + grouped(options.corpus.size() - kNamedArguments) + " more)";
  }
  return command;
}

std::uint64_t default_max_model_bytes(const TrainCommandOptions& options, std::uint64_t from_bytes) {
  return std::max(gives_network(options) ? kDefaultBytesWithNetwork : kDefaultModelBytes,
                  from_bytes + (from_bytes + 2) / 3);
}

}  // namespace pith::cli
