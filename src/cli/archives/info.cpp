#include <string>
#include <variant>
#include <vector>

#include "cli/archives/archive_info.h"
#include "cli/archives/archive_summary.h"
#include "cli/console/command.h"
#include "cli/console/option_set.h"
#include "cli/console/print.h"
#include "cli/console/report.h"
#include "cli/files/input_file.h"
#include "cli/models/model_info.h"
#include "cli/models/model_names.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

struct InfoOptions {
  bool json = false;
  bool force = false;
  bool help = false;
  int verbosity = 0;
};

OptionSet option_set(InfoOptions& options) {
  OptionSet set("pith info");
  set.flag("json", "print a JSON object for programs instead of sentences", [&options] { options.json = true; });
  set.flag("force,f", "read an archive from a terminal", [&options] { options.force = true; });
  set.quiet_and_verbose(options.verbosity);
  set.help(options.help);
  return set;
}

std::string help_text() {
  InfoOptions unused;
  return "Usage: pith info [OPTION]... [FILE]...\n\n"
         "Prints everything that an archive or a model says about itself. Of an archive,\n"
         "member by member: sizes, level, memory needed to decode it, model, blocks and\n"
         "line ends. Of a model: name, identity, origin, what it is worth on text that it\n"
         "was not trained on, and its sections. Decodes nothing. Without FILE, or where it\n"
         "is -, reads an archive from standard input.\n\n" +
         option_set(unused).text() +
         "\nExamples:\n"
         "  pith info book.txt.pith\n"
         "  pith info --json *.pith english.pithm\n\n"
         "The JSON object: {\"archives\": [{\"name\": ..., \"members\": [MEMBER...]}...],\n"
         "\"models\": [MODEL...]}. A MEMBER has format, blocks, stored_blocks,\n"
         "swapped_blocks (those coded with LF for CR LF), archive_bytes, text_bytes,\n"
         "overhead_bytes, ratio, bits_per_byte, level, model (its identity, null = none)\n"
         "and model_name (null = none, or not found here).\n"
         "A MODEL has file, bytes, name, identity, description, licence, date,\n"
         "pith_version, training_command, corpus_files, corpus_bytes, corpora, held_out,\n"
         "facts and sections.\n\n"
         "Exit code: 0 success; 1 an error, the other files are shown all the same.\n";
}

using Described = std::variant<ArchiveSummary, NamedModel>;

Described describe(const std::string& file, bool force) {
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

}  // namespace

int info_command(const Arguments& arguments) {
  InfoOptions options;
  Arguments files = option_set(options).parse(arguments);
  if (options.help) {
    print_to_stdout(help_text());
    return 0;
  }
  if (files.empty()) files.push_back("-");
  Report report(options.verbosity);
  std::vector<Described> described;
  for (const std::string& file : files) {
    report.guard(display_name(file), [&] { described.push_back(describe(file, options.force)); });
  }
  print_to_stdout(options.json ? as_json(described) : as_sentences(described));
  return report.exit_code();
}

}  // namespace pith::cli
