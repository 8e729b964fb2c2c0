#include "cli/console/dispatch.h"

#include <unistd.h>

#include <algorithm>

#include "cli/console/help.h"
#include "cli/console/print.h"
#include "pith/version.h"

namespace pith::cli {

const Command* command_named(const std::string& name) {
  const auto found =
      std::ranges::find_if(commands(), [&](const Command& command) { return name == command.text.name; });
  return found == commands().end() ? nullptr : &*found;
}

int dispatch(const Arguments& arguments) {
  if (arguments.empty() && isatty(STDIN_FILENO)) {
    print_to_stderr(short_help());
    return 1;
  }
  const std::string first = arguments.empty() ? "" : arguments.front();
  if (first == "--help" || first == "-h") {
    print_to_stdout(full_help());
    return 0;
  }
  if (first == "--version" || first == "-V") {
    print_to_stdout(std::string("pith ") + version() + ", archive format " + std::to_string(kFormatVersion) + "\n");
    return 0;
  }
  const Command* command = command_named(first);
  if (command == nullptr) return commands().front().run(arguments);
  return command->run(Arguments(arguments.begin() + 1, arguments.end()));
}

}  // namespace pith::cli
