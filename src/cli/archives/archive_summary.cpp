#include "cli/archives/archive_summary.h"

#include <algorithm>

#include "cli/files/special_file.h"
#include "cli/formatting/text.h"
#include "pith/error.h"
#include "pith/model.h"

namespace pith::cli {

std::optional<int> ArchiveSummary::level() const {
  const bool same = std::ranges::all_of(members, [&](const MemberInfo& m) { return m.level == sum.level; });
  return same ? std::optional(sum.level) : std::nullopt;
}

std::optional<std::uint64_t> ArchiveSummary::model_id() const {
  const bool same = std::ranges::all_of(members, [&](const MemberInfo& m) { return m.model_id == sum.model_id; });
  return same ? std::optional(sum.model_id) : std::nullopt;
}

ArchiveSummary summarize_archive(const std::string& path, bool force) {
  skip_special(path, force);
  InputFile input(path);
  input.refuse_terminal(force);
  return summarize_archive(path, input);
}

ArchiveSummary summarize_archive(const std::string& path, InputFile& input) {
  ArchiveSummary summary{display_name(path), inspect(input.stream()), {}};
  if (!summary.members.empty()) {
    summary.sum.version = summary.members.front().version;
    summary.sum.level = summary.members.front().level;
    summary.sum.model_id = summary.members.front().model_id;
  }
  for (const MemberInfo& member : summary.members) add_counts(summary.sum, member);
  return summary;
}

std::optional<std::uint64_t> promised_text_bytes(const std::string& archive) {
  if (archive == "-") return std::nullopt;
  try {
    InputFile input(archive);
    if (!input.bytes()) return std::nullopt;
    std::uint64_t text_bytes = 0;
    for (const MemberInfo& member : inspect(input.stream())) text_bytes += member.text_bytes;
    return text_bytes;
  } catch (const Error&) {  // the decoder will tell
    return std::nullopt;
  }
}

void add_counts(MemberInfo& sum, const MemberInfo& member) {
  sum.blocks += member.blocks;
  sum.stored_blocks += member.stored_blocks;
  sum.swapped_blocks += member.swapped_blocks;
  sum.text_bytes += member.text_bytes;
  sum.archive_bytes += member.archive_bytes;
  sum.overhead_bytes += member.overhead_bytes;
}

std::optional<double> archive_ratio(const MemberInfo& member) {
  return ratio(static_cast<double>(member.archive_bytes), static_cast<double>(member.text_bytes));
}

std::optional<double> archive_bits_per_byte(const MemberInfo& member) {
  return ratio(8 * static_cast<double>(member.archive_bytes), static_cast<double>(member.text_bytes));
}

std::string percentage(std::optional<double> ratio) { return ratio ? fixed(100 * *ratio, 2) + "%" : "-"; }

void write_size_fields(JsonWriter& json, const MemberInfo& member) {
  json.field("blocks", member.blocks);
  json.field("stored_blocks", member.stored_blocks);
  json.field("swapped_blocks", member.swapped_blocks);
  json.field("archive_bytes", member.archive_bytes);
  json.field("text_bytes", member.text_bytes);
  json.field("overhead_bytes", member.overhead_bytes);
  json.field("ratio", archive_ratio(member));
  json.field("bits_per_byte", archive_bits_per_byte(member));
}

void write_coding_fields(JsonWriter& json, std::optional<int> level, std::optional<std::uint64_t> model_id,
                         ModelNames& names) {
  const std::uint64_t identity = model_id.value_or(0);
  const std::optional<ModelNames::Known> known = names.find(identity);
  json.field("level", level);
  json.field("model", identity == 0 ? std::nullopt : std::optional(identity_text(known ? known->identity : identity)));
  json.field("model_name", known ? std::optional(known->name) : std::nullopt);
}

}  // namespace pith::cli
