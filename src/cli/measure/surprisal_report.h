#pragma once

#include <string>

#include "cli/measure/options.h"
#include "pith/measure.h"
#include "pith/model.h"

namespace pith::cli {

/// Measures `file` and shows the surprisal of each character in the ways that `options` asks for. `terms` says how it
/// is measured. Throws Error, FileError among them.
Measurement report_surprisals(const std::string& file, const MeasureCommandOptions& options, const Model* model,
                              const std::string& terms);

}  // namespace pith::cli
