#include <array>

#include "cli/console/print.h"
#include "cli/options/help.h"
#include "cli/options/option_parser.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

constexpr std::array kOptions = std::to_array<Option>({
    {.name = "options-json",
     .help = "print all commands and options as a JSON object, for what makes manual pages and completions",
     .hidden = true},
    {.name = "help", .letter = 'h', .help = "print the help of pith"},
});

int run(const Arguments& arguments) {
  const ParsedArguments parsed = parse_arguments(arguments, kOptions);
  const bool as_json = !parsed.options.empty() && parsed.options.front().option == 0;
  if (as_json || !parsed.options.empty() || parsed.files.empty()) {
    print_to_stdout(as_json ? help_json() : full_help());
    return 0;
  }
  const Command* command = command_named(parsed.files.front());
  if (command == nullptr) {
    const std::string near = misspelt_command(parsed.files.front());
    throw Error(ErrorCode::kUsage, "no command '" + parsed.files.front() + "'; " +
                                       (near.empty() ? "" : "did you mean " + near + "? ") + "see 'pith --help'");
  }
  return command->run({"--help"});
}

}  // namespace

Command help_command() {
  return {.text = {.name = "help",
                   .summary = "the options of a command: pith help COMMAND",
                   .usage = "help [COMMAND]",
                   .introduction = "Prints the options of a command, or without COMMAND what commands there are.\n",
                   .examples = "  pith help measure\n",
                   .exit_codes = "0 success; 1 an error.\n"},
          .options = {kOptions.begin(), kOptions.end()},
          .run = run};
}

}  // namespace pith::cli
