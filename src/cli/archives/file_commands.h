#pragma once

#include "cli/archives/file_options.h"
#include "cli/console/report.h"

namespace pith::cli {

/// The modes over options.files. A file that fails is reported and the others go on.
void compress_files(const FileOptions& options, Report& report);
void decompress_files(const FileOptions& options, Report& report);
void test_files(const FileOptions& options, Report& report);
void list_files(const FileOptions& options, Report& report);
void estimate_files(const FileOptions& options, Report& report);

}  // namespace pith::cli
