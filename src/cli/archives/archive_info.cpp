#include "cli/archives/archive_info.h"

#include "cli/formatting/text.h"
#include "pith/level.h"
#include "pith/model.h"

namespace pith::cli {
namespace {

std::string model_sentence(std::uint64_t model_id, ModelNames& names) {
  if (model_id == 0) return "none, coded from empty";
  const std::optional<ModelNames::Known> known = names.find(model_id);
  return known ? printable(known->name) + " " + identity_text(known->identity)
               : identity_text(model_id) + ", which is not found here and which decoding needs";
}

/// "219 MB a thread and 20 MB for the model"
std::string decoding_memory(const MemberInfo& member, ModelNames& names) {
  const std::string threads =
      megabytes(static_cast<std::uint64_t>(memory_need(member.level).decompress_bytes)) + " a thread";
  if (member.model_id == 0) return threads;
  const std::optional<ModelNames::Known> model = names.find(member.model_id);
  return threads + (model ? " and " + megabytes(model->memory_bytes) + " for the model" : " and the model");
}

std::string like_sentence(const MemberInfo& member) {
  return "a text of " + counted(member.like_bytes, "byte") + ", " + identity_text(member.like_id) +
         ", which decoding needs: --like";
}

std::string member_sentences(const MemberInfo& member, ModelNames& names) {
  const std::string line_ends =
      member.swapped_blocks == 0 ? "as they are" : "CRLF, coded as LF, in " + counted(member.swapped_blocks, "block");
  std::string text;
  text += "  text:      " + counted(member.text_bytes, "byte") + "\n";
  text += "  archive:   " + counted(member.archive_bytes, "byte") + ", " + percentage(archive_ratio(member)) +
          " of the text, " + fixed(archive_bits_per_byte(member), 3) + " bits a byte\n";
  text += "  overhead:  " + counted(member.overhead_bytes, "byte") + " of it are headers and checks\n";
  text += "  level:     " + std::to_string(member.level) + ", decoding needs up to " + decoding_memory(member, names) +
          "\n";
  text += "  model:     " + model_sentence(member.model_id, names) + "\n";
  if (member.like_bytes != 0) text += "  like:      " + like_sentence(member) + "\n";
  text += "  blocks:    " + grouped(member.blocks) + ", " + grouped(member.stored_blocks) +
          " of them stored as they are because they did not shrink\n";
  if (member.blocks > 1) text += "  lines:     " + grouped(member.lines) + ", counted in the index\n";
  if (member.streamed) text += "  streamed:  blocks go on with what those before them taught\n";
  text += "  line ends: " + line_ends + "\n";
  text += "  format:    " + std::to_string(member.version) + "\n";
  return text;
}

}  // namespace

std::string archive_sentences(const ArchiveSummary& archive, ModelNames& names) {
  const std::size_t members = archive.members.size();
  std::string text = printable(archive.name) + ": a pith archive of " + counted(members, "member") + "\n";
  for (std::size_t i = 0; i < members; ++i) {
    if (members > 1) text += "  member " + grouped(i + 1) + " of " + grouped(members) + "\n";
    text += member_sentences(archive.members[i], names);
  }
  return text;
}

void write_archive(JsonWriter& json, const ArchiveSummary& archive, ModelNames& names) {
  json.begin_object();
  json.field("name", archive.name);
  json.key("members");
  json.begin_array();
  for (const MemberInfo& member : archive.members) {
    json.begin_object();
    json.field("format", member.version);
    write_size_fields(json, member);
    write_coding_fields(json, member.level, member.model_id, names);
    json.field("lines", member.blocks > 1 ? std::optional(member.lines) : std::nullopt);
    json.field("streamed", member.streamed);
    json.field("like", member.like_bytes != 0 ? std::optional(identity_text(member.like_id)) : std::nullopt);
    json.field("like_bytes", member.like_bytes != 0 ? std::optional(member.like_bytes) : std::nullopt);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace pith::cli
