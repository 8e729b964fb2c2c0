#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pith/measure.h"

namespace pith::cli {

/// A line of JSON, an object, and the document in one of its fields.
struct Record {
  std::string line;          ///< without its line end and a byte order mark
  std::string text;          ///< the field, as UTF-8
  bool has_figures = false;  ///< it has fields of the names that with_figures() adds
};

/// Whether with_figures() or with_bucket() add a field of this name.
bool is_figure_name(std::string_view name);

/// Reads `line`; of fields of one name the last one counts. Nothing if it is no JSON object or has no string in the
/// field `field`; `why` then says what is wrong.
std::optional<Record> record_of(std::string line, const std::string& field, std::string& why);

/// The line with the figures of its document as further fields: chars, bytes, words, bits, bits_per_char, perplexity
/// (per character; null without characters). Such fields that the line has already are replaced; all else stays as it
/// is written.
std::string with_figures(const Record& record, const Measurement& measurement);

/// A line of with_figures(), with the name of a bucket as one more field.
std::string with_bucket(std::string_view line, std::string_view bucket);

}  // namespace pith::cli
