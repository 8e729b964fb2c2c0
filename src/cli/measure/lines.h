#pragma once

#include <string>

#include "cli/measure/options.h"
#include "pith/model.h"

namespace pith::cli {

/// Prints a JSON object a line: for each line of `file`, or each character, as `options` say. Throws Error, FileError
/// among them.
void print_lines(const std::string& file, const MeasureCommandOptions& options, const Model* model);
void print_characters(const std::string& file, const MeasureCommandOptions& options, const Model* model);

}  // namespace pith::cli
