#include <array>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/archives/archive_info.h"
#include "cli/archives/archive_summary.h"
#include "cli/archives/given_archives.h"
#include "cli/console/print.h"
#include "cli/corpus/file_list.h"
#include "cli/files/input_file.h"
#include "cli/files/special_file.h"
#include "cli/models/model_info.h"
#include "cli/models/model_names.h"
#include "cli/options/runner.h"
#include "cli/options/shared_options.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

struct InfoOptions {
  bool json = false;
  bool force = false;
  bool help = false;
  int verbosity = 0;
  std::string files0_from;
  Arguments files;  // at least one; "-" is standard input
};

constexpr auto kRows = join(
    std::to_array<OptionRow<InfoOptions>>({
        {{.name = "json", .help = "print a JSON object for programs instead of sentences"},
         switch_on<&InfoOptions::json>},
        {{.name = "force", .letter = 'f', .help = "read an archive from a terminal"}, switch_on<&InfoOptions::force>},
    }),
    list_rows<InfoOptions>(), talking_rows<InfoOptions>());

constexpr CommandText kText = {
    .name = "info",
    .summary = "everything that an archive or a model says about itself",
    .usage = "info [OPTION]... [FILE]...",
    .introduction =
        "Prints everything that an archive or a model says about itself. Of an archive,\n"
        "member by member: sizes, level, memory needed to decode it, model, blocks and\n"
        "line ends. Of a model: name, identity, origin, what it is worth on text that it\n"
        "was not trained on, and its sections. Decodes nothing. Without FILE, or where it\n"
        "is -, reads an archive from standard input.\n",
    .examples =
        "  pith info book.txt.pith\n"
        "  pith info --json *.pith english.pithm\n",
    .output =
        "The JSON object: {\"archives\": [{\"name\": ..., \"members\": [MEMBER...]}...],\n"
        "\"models\": [MODEL...]}. A MEMBER has format, blocks, stored_blocks,\n"
        "swapped_blocks (those coded with LF for CR LF), archive_bytes, text_bytes,\n"
        "overhead_bytes, ratio, bits_per_byte, level, model (its identity, null = none)\n"
        "and model_name (null = none, or not found here), lines (null = one block, which\n"
        "does not tell), streamed (made with --flush), like and like_bytes (hash and\n"
        "length of the text that it was made --like; null = none).\n"
        "A MODEL has file, bytes, memory_bytes, name, identity, description, licence,\n"
        "date, pith_version, training_command, corpus_files, corpus_bytes, corpora,\n"
        "held_out, facts and sections.\n",
    .exit_codes = "0 success; 1 an error, the other files are shown all the same.\n",
};

void finish(InfoOptions& options, Arguments files) {
  options.files = with_listed(std::move(files), options.files0_from);
  if (options.files.empty()) options.files.push_back("-");
}

using Described = std::variant<ArchiveSummary, NamedModel>;

Described describe(const std::string& file, bool force) {
  skip_special(file, force);
  {
    InputFile input(file);
    input.refuse_terminal(force);
    const std::string_view begin = input.ahead(4);
    if (!looks_like_model(begin.data(), begin.size())) return summarize_archive(file, input);
  }
  if (file == "-")
    throw Error(ErrorCode::kUsage, "this is a model, and models are not read from a pipe; name its file");
  return NamedModel{file, Model::open(file)};
}

std::string as_sentences(const std::vector<Described>& files) {
  ModelNames names;
  std::string text;
  for (const Described& file : files) {
    const auto* archive = std::get_if<ArchiveSummary>(&file);
    text += archive ? archive_sentences(*archive, names) : model_sentences(std::get<NamedModel>(file));
  }
  return text;
}

std::string as_json(const std::vector<Described>& files) {
  ModelNames names;
  JsonWriter json;
  json.begin_object();
  json.key("archives");
  json.begin_array();
  for (const Described& file : files) {
    if (const auto* archive = std::get_if<ArchiveSummary>(&file)) write_archive(json, *archive, names);
  }
  json.end_array();
  json.key("models");
  json.begin_array();
  for (const Described& file : files) {
    if (const auto* model = std::get_if<NamedModel>(&file)) write_model(json, *model);
  }
  json.end_array();
  json.end_object();
  return json.text();
}

void run(const InfoOptions& options, Report& report) {
  std::vector<Described> described;
  FileOptions given;
  given.mode = Mode::kList;
  given.files = options.files;
  for (const std::string& file : given_archives(given, report)) {
    report.guard(display_name(file), [&] { described.push_back(describe(file, options.force)); });
  }
  options.json ? print_to_stdout(as_json(described)) : print_lines_to_stdout(as_sentences(described));
}

}  // namespace

Command info_command() {
  return command_of(CommandDefinition<InfoOptions>{
      .text = kText, .rows = {kRows.begin(), kRows.end()}, .finish = finish, .run = run});
}

}  // namespace pith::cli
