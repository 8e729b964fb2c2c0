#include <unistd.h>

#include <algorithm>
#include <string>

#include "cli/console/command.h"
#include "cli/console/print.h"
#include "cli/console/report.h"
#include "cli/files/temporary_file.h"
#include "pith/version.h"

namespace pith::cli {
namespace {

constexpr Command kCommands[] = {
    {"compress", "compress files, FILE -> FILE.pith", compress_command},
    {"decompress", "restore files, FILE.pith -> FILE", decompress_command},
    {"test", "check that archives decode to what was compressed", test_command},
    {"list", "sizes, ratio and level of archives, as a table", list_command},
    {"measure", "bits per character and perplexity of texts, nothing is written", measure_command},
    {"analyze", "entropies, codes, words and likeness of texts, nothing is written", analyze_command},
    {"train", "learn a model from texts, for smaller archives of others like them", train_command},
    {"sample", "a text as a model would write it", sample_command},
    {"info", "everything that an archive or a model says about itself", info_command},
    {"help", "the options of a command: pith help COMMAND", help_command},
};

int dispatch(const Arguments& arguments) {
  if (arguments.empty() && isatty(STDIN_FILENO)) {
    print_to_stderr(short_help());
    return 1;
  }
  const std::string first = arguments.empty() ? "" : arguments.front();
  if (first == "--help" || first == "-h") return help_command({});
  if (first == "--version" || first == "-V") {
    print_to_stdout(std::string("pith ") + version() + ", archive format " + std::to_string(kFormatVersion) + "\n");
    return 0;
  }
  const auto command = std::ranges::find_if(kCommands, [&](const Command& row) { return first == row.name; });
  if (command == std::end(kCommands)) return compress_command(arguments);
  return command->run(Arguments(arguments.begin() + 1, arguments.end()));
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace pith::cli

int main(int argc, char** argv) {
  using namespace pith::cli;
  remove_temporary_files_on_signals();
  Report report;
  int exit_code = 0;
  report.guard("", [&] { exit_code = dispatch(Arguments(argv + std::min(argc, 1), argv + argc)); });
  return report.exit_code() ? report.exit_code() : exit_code;
}
