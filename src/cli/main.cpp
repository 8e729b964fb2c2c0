#include <algorithm>

#include "cli/console/progress.h"
#include "cli/console/report.h"
#include "cli/files/standard_descriptors.h"
#include "cli/files/temporary_file.h"
#include "cli/options/dispatch.h"

int main(int argc, char** argv) {
  using namespace pith::cli;
  occupy_closed_standard_descriptors();
  remove_temporary_files_on_signals();
  Progress::tell_on_signal();
  Report report;
  int exit_code = 0;
  report.guard(
      "", [&] { exit_code = dispatch(argc > 0 ? argv[0] : "", Arguments(argv + std::min(argc, 1), argv + argc)); });
  return report.exit_code() ? report.exit_code() : exit_code;
}
