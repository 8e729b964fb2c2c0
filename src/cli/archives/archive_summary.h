#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/files/input_file.h"
#include "cli/formatting/json.h"
#include "cli/models/model_names.h"
#include "pith/codec.h"

namespace pith::cli {

/// An archive as `list` and `info` show it: its members, added up.
struct ArchiveSummary {
  std::string name;
  std::vector<MemberInfo> members;
  MemberInfo sum;  ///< counts and bytes of all members; its level and model are the first member's

  /// Nothing where the members differ.
  std::optional<int> level() const;
  std::optional<std::uint64_t> model_id() const;
};

/// Reads the headers of a file or of standard input. Throws Error.
ArchiveSummary summarize_archive(const std::string& path, bool force);
ArchiveSummary summarize_archive(const std::string& path, InputFile& input);

/// The text size that an archive's headers promise, for a percentage; nothing if that cannot be had.
std::optional<std::uint64_t> promised_text_bytes(const std::string& archive);

/// Adds the counts and bytes of `member` to `sum`.
void add_counts(MemberInfo& sum, const MemberInfo& member);

/// archive_bytes / text_bytes of a member, and the same in bits per byte; nothing for an empty text.
std::optional<double> archive_ratio(const MemberInfo& member);
std::optional<double> archive_bits_per_byte(const MemberInfo& member);

/// "31.42%", or "-".
std::string percentage(std::optional<double> ratio);

/// The fields of JSON objects that are about sizes, and those about the way of coding. The object is already open.
void write_size_fields(JsonWriter& json, const MemberInfo& member);
void write_coding_fields(JsonWriter& json, std::optional<int> level, std::optional<std::uint64_t> model_id,
                         ModelNames& names);

}  // namespace pith::cli
