#include <string>
#include <vector>

#include "cli/archives/archive_summary.h"
#include "cli/archives/file_commands.h"
#include "cli/console/print.h"
#include "cli/files/input_file.h"
#include "cli/formatting/table.h"
#include "cli/formatting/text.h"
#include "cli/models/model_names.h"

namespace pith::cli {
namespace {

struct Total {
  std::uint64_t members = 0;
  MemberInfo sum;
};

Total total_of(const std::vector<ArchiveSummary>& archives) {
  Total total;
  for (const ArchiveSummary& archive : archives) {
    total.members += archive.members.size();
    add_counts(total.sum, archive.sum);
  }
  return total;
}

void add_row(Table& table, const std::string& name, const Total& facts, const std::string& level,
             const std::string& model) {
  table.add({std::to_string(facts.members), std::to_string(facts.sum.blocks), std::to_string(facts.sum.archive_bytes),
             std::to_string(facts.sum.text_bytes), percentage(archive_ratio(facts.sum)),
             fixed(archive_bits_per_byte(facts.sum), 3), level, model, name});
}

std::string as_table(const std::vector<ArchiveSummary>& archives) {
  ModelNames names;
  Table table({"Members", "Blocks", "Compressed", "Uncompressed", "Ratio", "Bits/byte", "Level", "Model", "Name"});
  for (const ArchiveSummary& archive : archives) {
    const std::string level = archive.level() ? std::to_string(*archive.level()) : "mixed";
    const std::string model = archive.model_id() ? names.text(*archive.model_id()) : "mixed";
    add_row(table, archive.name, {archive.members.size(), archive.sum}, level, model);
  }
  if (archives.size() > 1) add_row(table, counted(archives.size(), "file"), total_of(archives), "", "");
  return table.text();
}

std::string as_json(const std::vector<ArchiveSummary>& archives) {
  ModelNames names;
  JsonWriter json;
  json.begin_object();
  json.key("files");
  json.begin_array();
  for (const ArchiveSummary& archive : archives) {
    json.begin_object();
    json.field("name", archive.name);
    json.field("members", archive.members.size());
    write_size_fields(json, archive.sum);
    write_coding_fields(json, archive.level(), archive.model_id(), names);
    json.end_object();
  }
  json.end_array();
  const Total total = total_of(archives);
  json.key("total");
  json.begin_object();
  json.field("files", archives.size());
  json.field("members", total.members);
  write_size_fields(json, total.sum);
  json.end_object();
  json.end_object();
  return json.text();
}

}  // namespace

void list_files(const FileOptions& options, Report& report) {
  std::vector<ArchiveSummary> archives;
  for (const std::string& file : options.files) {
    report.guard(display_name(file), [&] { archives.push_back(summarize_archive(file, options.force)); });
  }
  if (options.json) {
    print_to_stdout(as_json(archives));
  } else if (!archives.empty()) {
    print_lines_to_stdout(as_table(archives));
  }
}

}  // namespace pith::cli
