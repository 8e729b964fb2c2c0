#include "cli/archives/file_commands.h"

#include "cli/console/print.h"

namespace pith::cli {
namespace {

int run(Mode mode, const Arguments& arguments) {
  const FileOptions options = parse_file_options(mode, arguments);
  if (options.help) {
    print_to_stdout(file_help(options.mode));
    return 0;
  }
  Report report(options.verbosity);
  switch (options.mode) {
    case Mode::kCompress:
      compress_files(options, report);
      break;
    case Mode::kDecompress:
      decompress_files(options, report);
      break;
    case Mode::kTest:
      test_files(options, report);
      break;
    case Mode::kList:
      list_files(options, report);
      break;
  }
  return report.exit_code();
}

}  // namespace

int compress_command(const Arguments& arguments) { return run(Mode::kCompress, arguments); }
int decompress_command(const Arguments& arguments) { return run(Mode::kDecompress, arguments); }
int test_command(const Arguments& arguments) { return run(Mode::kTest, arguments); }
int list_command(const Arguments& arguments) { return run(Mode::kList, arguments); }

}  // namespace pith::cli
