#include "cli/train/options.h"

#include <algorithm>
#include <optional>

#include "cli/console/option_set.h"
#include "cli/formatting/byte_size.h"
#include "cli/formatting/date.h"
#include "cli/formatting/duration.h"
#include "cli/formatting/numbers.h"
#include "cli/formatting/text.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

constexpr const char* kModelSuffix = ".pithm";
constexpr std::size_t kNamedArguments = 8;
constexpr std::uint64_t kDefaultModelBytes = 12'000'000;
constexpr std::uint64_t kDefaultBytesWithNetwork = 16'000'000;

/// What no shell takes for anything else.
constexpr const char* kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@%+=:,./_-";

Error misuse(const std::string& problem) { return Error(ErrorCode::kUsage, problem + "; see 'pith train --help'"); }

std::uint32_t units_option(const std::string& text) {
  const std::optional<std::uint64_t> units = whole_number_within(text, 1, UINT32_MAX);
  if (!units) throw misuse("--units '" + text + "': N is a number such as 256");
  return static_cast<std::uint32_t>(*units);
}

OptionSet option_set(TrainCommandOptions& options) {
  const auto into = [](std::string& value) { return [&value](const std::string& text) { value = text; }; };
  OptionSet set("pith train");
  set.value("output,o", "MODEL", "write the model to the file MODEL, whose name ends in .pithm", into(options.output));
  set.value("max-size", "SIZE",
            "the model has at most SIZE bytes; k, M and G are powers of 1000 (default 12M, or 16M with a network; with "
            "--from "
            "a third more than MODEL if that is larger)",
            into(options.max_size));
  set.value(
      "from", "MODEL",
      "go on from MODEL, the name of a model or its file: the new one knows what it knows and what the corpus adds",
      into(options.from));
  set.value("time", "TIME",
            "train a recurrent network too, for TIME, such as 30m or 2h: levels 6 to 9 use it, and it goes on getting "
            "better for hours. With --from, the network of MODEL is trained on",
            into(options.time));
  set.value("units", "N", "the network has N units: 64, 128 ... 1024 (default 512, which makes 4.5 MB)",
            [&options](const std::string& text) { options.units = units_option(text); });
  set.value("rnn", "FILE", "take the network from the safetensors file FILE, which tools/train_rnn.py wrote",
            into(options.network));
  set.flag("resume", "go on from MODEL.checkpoint, which training a network leaves when it is interrupted",
           [&options] { options.resume = true; });
  set.flag("mdl",
           "choose by minimum description length how large the model is, up to --max-size, and how many units a new "
           "network has, up to --units, and its weight decay",
           [&options] { options.mdl = true; });
  set.value("log", "FILE", "write to the CSV file FILE how the network gets better", into(options.log));
  set.value("valid", "PATH",
            "measure the model on the file or the texts of the folder PATH, which are not learnt from; may be repeated "
            "(default: parts of the corpus)",
            [&options](const std::string& path) { options.valid.push_back(path); });
  set.value("name", "NAME", "what the model calls itself (default: the name of its file)", into(options.name));
  set.value("description", "TEXT", "what it is a model of", into(options.description));
  set.value("licence", "TEXT", "under what terms others may use it", into(options.licence));
  set.value("date", "DATE",
            "the day it says it was made, as in 2026-02-28 (default: that of $SOURCE_DATE_EPOCH, or today)",
            into(options.date));
  set.value("memory", "SIZE", "sort in at most SIZE bytes of memory; the model is the same (default 3G)",
            into(options.memory));
  set.flag("force,f", "overwrite an existing MODEL", [&options] { options.force = true; });
  set.flag("json", "print the report as a JSON object for programs", [&options] { options.json = true; });
  set.training_threads(options.threads);
  set.quiet_and_verbose(options.verbosity);
  set.help(options.help);
  return set;
}

constexpr const char* kIntroduction =
    "Usage: pith train -o MODEL [OPTION]... CORPUS...\n\n"
    "Learns from texts what texts like them have in common. With the model, others of\n"
    "their kind become smaller: pith -m MODEL FILE. CORPUS is a file, a folder (all\n"
    "files below it but hidden ones), or @LIST, a file that names one of these a\n"
    "line. Each file is taken as a work of its own; many works make a better model\n"
    "than one long one, as only what several of them share is learnt.\n\n";

constexpr const char* kDefinitions =
    "\nWith --from the model stays as it is where the corpus is silent, and only grows.\n"
    "Bytes that MODEL has never seen are not learnt: for texts in another script,\n"
    "train from nothing. The smaller MODEL is, the less its tables have room for.\n\n"
    "A sixteenth of the corpus is set aside to tune the model on, and another one to\n"
    "measure it on, each up to 3 MB: of 20 or more files whole ones, of fewer their\n"
    "ends. At the end it is told what that held-out text costs from empty, with the\n"
    "model, and by xz -9e. The figures become part of the model; 'pith info MODEL'\n"
    "shows them.\n\n"
    "The model appears whole or not at all. Its bytes depend on nothing but the\n"
    "texts, their names, the options and the date, unless a network is trained: what\n"
    "that comes to in a given time depends on the machine. The model names its texts\n"
    "with their SHA-256; more than 256 files are summed up by CORPUS, with that of\n"
    "what sha256sum prints for them.\n\n"
    "The two-part code of a corpus is the bits of the model and those of the corpus,\n"
    "given the model: what a byte of unseen text costs at the highest level that is\n"
    "measured, times the corpus. A larger model makes the second part shorter; 'pays\n"
    "from' tells how much text it takes until that has made up for the model's own\n"
    "bits, against starting from empty. --mdl makes the sum as short as it can: it\n"
    "tries sizes from the largest down, halving them, on half of the text that is\n"
    "set aside for tuning; of a new network, half of TIME goes into trying three\n"
    "widths and three weight decays.\n\n"
    "A network is trained before all else. While that lasts, MODEL.checkpoint is what\n"
    "--resume goes on from, with the same TIME; it goes when the model is there. What\n"
    "is told of unseen text is of that which the model is tuned on; when it gets no\n"
    "cheaper for long, training ends early. At the end it is told what the network\n"
    "alone costs on cuts of that text: in float, as it was trained, and in integers,\n"
    "as the model holds it, with the code that decodes, but without adapting to the\n"
    "text. The difference is what quantising costs.\n\n"
    "Memory: 300 MB, 25 bytes for each byte of text and of MODEL, and for each thread\n"
    "8 more; what --memory allows bounds these last. With less of it training takes\n"
    "longer. A core learns some 30 MB of text a minute.\n";

constexpr const char* kExamples =
    "\nExamples:\n"
    "  pith train -o letters.pithm ~/letters\n"
    "  pith train --from english -o mine.pithm my-texts/\n"
    "  pith train -T0 --max-size 4M --licence CC0 -o novels.pithm novels/*.txt\n"
    "  pith train --mdl --json -o notes.pithm notes/ | tools/plot_mdl - notes.png\n"
    "  pith train -T0 --time 2h --log novels.csv -o novels.pithm novels/\n"
    "  pith train --from english --time 20m -o mine.pithm my-texts/\n"
    "  pith train -o ~/.local/share/pith/models/logs.pithm --valid today.log old/\n"
    "  pith -m letters letter.txt\n\n"
    "The JSON object: {\"file\": ..., \"name\": ..., \"identity\": ..., \"model_bytes\": ...,\n"
    "\"corpus_files\": ..., \"corpus_bytes\": ..., \"counted_bytes\": ..., \"tuning_bytes\":\n"
    "..., \"seconds\": ..., \"peak_memory_bytes\": ..., \"held_out\": {\"texts\": ...,\n"
    "\"bytes\": ..., \"chars\": ..., \"xz_bits_per_char\": ..., \"levels\": [{\"level\": 1,\n"
    "\"bits_per_char_from_empty\": ..., \"bits_per_char\": ...}...]}, \"network\":\n"
    "{\"float_bits_per_byte\": ..., \"integer_bits_per_byte\": ..., \"bytes\": ...},\n"
    "\"two_part_code\": {\"level\": 3, \"bits_from_empty\": ..., \"model_bits\": ...,\n"
    "\"data_bits\": ..., \"bits\": ..., \"pays_from_chars\": ...}, \"trials\": [{\"part\":\n"
    "\"n-grams\", \"setting\": ..., \"bits_per_byte\": ..., \"model_bits\": ...,\n"
    "\"data_bits\": ..., \"bits\": ..., \"chosen\": true}...]}. \"network\" is null where\n"
    "none was trained or taken with --rnn. The trials are those of --mdl: of\n"
    "\"n-grams\", whose setting are bytes, \"units\" and \"weight decay\".\n\n"
    "Exit code: 0 success; 1 an error, and no model.\n";

std::uint64_t size_option(const std::string& option, const std::string& text) {
  const std::optional<std::uint64_t> bytes = byte_size(text);
  if (!bytes || *bytes == 0) {
    throw misuse(option + " '" + text + "': SIZE is a number of bytes such as 500k, 12M or 3G");
  }
  return *bytes;
}

void take_network_options(TrainCommandOptions& options) {
  if (!options.time.empty()) {
    const std::optional<double> seconds = duration_seconds(options.time);
    if (!seconds)
      throw misuse("--time '" + options.time + "': TIME is a number of seconds, minutes or hours, as 90s, 30m or 2h");
    options.training_seconds = *seconds;
  }
  if (options.resume && options.time.empty()) throw misuse("--resume goes with the --time that was interrupted");
  if (options.resume && !options.network.empty()) throw misuse("--resume and --rnn both say where the network begins");
  if (options.mdl && (options.resume || !options.network.empty())) {
    throw misuse("--mdl chooses a new network, but --resume and --rnn say which it is");
  }
  if (!options.log.empty() && options.time.empty()) throw misuse("--log tells of training a network; give --time too");
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

/// As a shell needs it.
std::string quoted(const std::string& argument) {
  if (!argument.empty() && argument.find_first_not_of(kPlain) == std::string::npos) return argument;
  std::string result = "'";
  for (const char c : argument) c == '\'' ? result += "'\\''" : result += c;
  return result + "'";
}

}  // namespace

TrainCommandOptions parse_train_options(const Arguments& arguments) {
  TrainCommandOptions options;
  options.corpus = option_set(options).parse(arguments);
  if (options.help) return options;
  if (options.output.empty()) throw misuse("where does the model go? Name it with -o MODEL.pithm");
  if (options.corpus.empty()) throw misuse("there is nothing to learn from; name texts or folders of texts");
  const std::string file_stem = stem(options.output);
  if (options.name.empty()) options.name = file_stem;
  if (options.date.empty()) options.date = default_date();
  if (!options.max_size.empty()) options.max_model_bytes = size_option("--max-size", options.max_size);
  options.sorting_bytes = size_option("--memory", options.memory);
  take_network_options(options);
  return options;
}

bool gives_network(const TrainCommandOptions& options) {
  return options.training_seconds > 0 || !options.network.empty();
}

std::string training_command(const TrainCommandOptions& options) {
  std::string command = "pith train";
  if (!options.from.empty()) command += " --from " + quoted(options.from);
  if (!options.time.empty()) command += " --time " + quoted(options.time) + " --units " + std::to_string(options.units);
  if (!options.network.empty()) command += " --rnn " + quoted(options.network);
  if (options.mdl) command += " --mdl";
  command += " --max-size " + std::to_string(options.max_model_bytes);
  for (const std::string& path : options.valid) command += " --valid " + quoted(path);
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

std::string train_help() {
  TrainCommandOptions unused;
  return kIntroduction + option_set(unused).text() + kDefinitions + kExamples;
}

}  // namespace pith::cli
