#pragma once

#include "cli/console/report.h"
#include "cli/corpus/corpus_files.h"
#include "cli/options/command.h"

namespace pith::cli {

/// The paths of the texts that arguments stand for, as corpus_files() finds them; "-" is standard input and stays.
/// Arguments that cannot be read, and folders without files, are reported and left out, as is what was passed over.
Arguments given_files(const Arguments& arguments, bool force, Report& report);

/// What was passed over is named: faults are errors, special files warnings, and archives are counted in a line.
void report_passed_over(const PassedOver& passed_over, Report& report);

}  // namespace pith::cli
