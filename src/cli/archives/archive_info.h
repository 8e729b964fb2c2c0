#pragma once

#include <string>

#include "cli/archives/archive_summary.h"
#include "cli/formatting/json.h"
#include "cli/models/model_names.h"

namespace pith::cli {

/// All that an archive says about itself, for readers.
std::string archive_sentences(const ArchiveSummary& archive, ModelNames& names);

/// The same as a JSON object.
void write_archive(JsonWriter& json, const ArchiveSummary& archive, ModelNames& names);

}  // namespace pith::cli
