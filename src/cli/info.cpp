#include <string>
#include <vector>

#include "cli/archive_summary.h"
#include "cli/command.h"
#include "cli/input_file.h"
#include "cli/option_set.h"
#include "cli/print.h"
#include "cli/report.h"
#include "cli/text.h"
#include "pith/level.h"

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
  return "Usage: pith info [OPTION]... [ARCHIVE]...\n\n"
         "Prints everything that an archive says about itself, member by member: sizes,\n"
         "level, memory needed to decode it, model, blocks and line ends. Decodes nothing.\n"
         "Without ARCHIVE, or where it is -, reads standard input.\n\n" +
         option_set(unused).text() +
         "\nExamples:\n"
         "  pith info book.txt.pith\n"
         "  pith info --json *.pith\n\n"
         "The JSON object: {\"archives\": [{\"name\": ..., \"members\": [MEMBER...]}...]}, where\n"
         "a MEMBER has format, blocks, stored_blocks, swapped_blocks (those coded with LF\n"
         "for CR LF), archive_bytes, text_bytes, overhead_bytes, ratio, bits_per_byte,\n"
         "level and model (null = none).\n\n"
         "Exit code: 0 success; 1 an error, the other archives are shown all the same.\n";
}

std::string member_sentences(const MemberInfo& member) {
  const std::string memory = std::to_string((memory_need(member.level).decompress_bytes + 999999) / 1000000);
  const std::string model = member.model_id == 0 ? "none, coded from empty" : model_name(member.model_id);
  const std::string line_ends =
      member.swapped_blocks == 0 ? "as they are" : "CRLF, coded as LF, in " + counted(member.swapped_blocks, "block");
  std::string text;
  text += "  text:      " + counted(member.text_bytes, "byte") + "\n";
  text += "  archive:   " + counted(member.archive_bytes, "byte") + ", " + fixed(100 * archive_ratio(member), 2) +
          "% of the text, " + fixed(8 * archive_ratio(member), 3) + " bits a byte\n";
  text += "  overhead:  " + counted(member.overhead_bytes, "byte") + " of it are headers and checks\n";
  text += "  level:     " + std::to_string(member.level) + ", decoding needs up to " + memory + " MB a thread\n";
  text += "  model:     " + model + "\n";
  text += "  blocks:    " + grouped(member.blocks) + ", " + grouped(member.stored_blocks) +
          " of them stored as they are because they did not shrink\n";
  text += "  line ends: " + line_ends + "\n";
  text += "  format:    " + std::to_string(member.version) + "\n";
  return text;
}

std::string as_sentences(const std::vector<ArchiveSummary>& archives) {
  std::string text;
  for (const ArchiveSummary& archive : archives) {
    const std::size_t members = archive.members.size();
    text += printable(archive.name) + ": a pith archive of " + counted(members, "member") + "\n";
    for (std::size_t i = 0; i < members; ++i) {
      if (members > 1) text += "  member " + grouped(i + 1) + " of " + grouped(members) + "\n";
      text += member_sentences(archive.members[i]);
    }
  }
  return text;
}

std::string as_json(const std::vector<ArchiveSummary>& archives) {
  JsonWriter json;
  json.begin_object();
  json.key("archives");
  json.begin_array();
  for (const ArchiveSummary& archive : archives) {
    json.begin_object();
    json.field("name", archive.name);
    json.key("members");
    json.begin_array();
    for (const MemberInfo& member : archive.members) {
      json.begin_object();
      json.field("format", member.version);
      write_size_fields(json, member);
      write_coding_fields(json, member.level, member.model_id);
      json.end_object();
    }
    json.end_array();
    json.end_object();
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
  std::vector<ArchiveSummary> archives;
  for (const std::string& file : files) {
    report.guard(display_name(file), [&] { archives.push_back(summarize_archive(file, options.force)); });
  }
  print_to_stdout(options.json ? as_json(archives) : as_sentences(archives));
  return report.exit_code();
}

}  // namespace pith::cli
