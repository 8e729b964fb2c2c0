#pragma once

#include "cli/archives/file_options.h"
#include "cli/console/report.h"

namespace pith::cli {

/// The words that $PITH_OPT has for the commands on archives, which come before those of the command line. They are
/// separated by spaces. Throws Error kUsage where one of them is no option.
Arguments options_of_environment(std::span<const Option> options);

/// The files that options.files stand for. NAME is NAME.pith where archives are read and NAME does not exist. With
/// options.recursive a folder is what lies below it, sorted: archives where archives are read, and all else where they
/// are made; links are not followed. What cannot be read there is reported.
Arguments given_archives(const FileOptions& options, Report& report);

}  // namespace pith::cli
