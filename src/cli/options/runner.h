#pragma once

#include <functional>
#include <span>
#include <vector>

#include "cli/console/print.h"
#include "cli/console/report.h"
#include "cli/options/command.h"
#include "cli/options/help.h"
#include "cli/options/option_parser.h"
#include "cli/options/option_row.h"

namespace pith::cli {

/// A command, with its options bound to `Options`: a plain struct with `help` and `verbosity` among its members.
template <typename Options>
struct CommandDefinition {
  CommandText text;
  std::vector<OptionRow<Options>> rows;
  /// Takes the files, and checks what the options say together. Throws Error kUsage. Not called for --help.
  void (*finish)(Options& options, Arguments files);
  /// Does the work. What it throws is reported, as by Report::guard.
  void (*run)(const Options& options, Report& report);

  std::vector<Option> options() const { return options_of(std::span<const OptionRow<Options>>(rows)); }
};

/// Runs `work`; an Error kUsage that it throws says where the options of `command` are explained.
void with_usage_hint(const CommandText& command, const std::function<void()>& work);

/// Puts the options among `arguments` into `options`. Returns the files. Throws Error kUsage.
template <typename Options>
Arguments take_options(const CommandDefinition<Options>& command, const Arguments& arguments, Options& options) {
  ParsedArguments parsed;
  with_usage_hint(command.text, [&] {
    parsed = parse_arguments(arguments, command.options());
    for (const ParsedArguments::Met& met : parsed.options) command.rows[met.option].take(options, met.given);
  });
  return parsed.files;
}

/// Prints the help or does the work. Returns the exit code.
template <typename Options>
int run_with(const CommandDefinition<Options>& command, Options options, const Arguments& files) {
  if (options.help) {
    print_to_stdout(command_help(command.text, command.options()));
    return 0;
  }
  with_usage_hint(command.text, [&] { command.finish(options, files); });
  Report report(options.verbosity);
  report.guard("", [&] { command.run(options, report); });
  return report.exit_code();
}

/// The row of `definition` in the table of commands. The options start as `Options` has them.
template <typename Options>
Command command_of(const CommandDefinition<Options>& definition) {
  return {.text = definition.text, .options = definition.options(), .run = [definition](const Arguments& arguments) {
            Options options;
            const Arguments files = take_options(definition, arguments, options);
            return run_with(definition, std::move(options), files);
          }};
}

}  // namespace pith::cli
