#pragma once

#include "cli/console/command.h"
#include "cli/console/report.h"

namespace pith::cli {

/// The paths of the texts that arguments stand for, as corpus_files() finds them; "-" is standard input and stays.
/// Arguments that cannot be read, and folders without files, are reported and left out.
Arguments given_files(const Arguments& arguments, Report& report);

}  // namespace pith::cli
