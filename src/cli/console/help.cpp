#include <algorithm>
#include <string>

#include "cli/console/command.h"
#include "cli/console/print.h"
#include "pith/error.h"
#include "pith/version.h"

namespace pith::cli {

std::string short_help() {
  return "pith compresses text.\n"
         "  pith FILE             FILE becomes FILE.pith\n"
         "  pith -d FILE.pith     and back\n"
         "  pith --help           all commands\n";
}

std::string full_help() {
  std::string text = std::string("pith ") + version() + ", a language-model text compressor\n\n";
  text += "Usage: pith [COMMAND] [OPTION]... [FILE]...\n\nCommands:\n";
  for (const Command& command : commands()) {
    std::string name = command.name;
    name.resize(12, ' ');
    text += "  " + name + command.summary + "\n";
  }
  text +=
      "\nWithout a command, pith works like gzip and xz: it compresses; -d decompresses,\n"
      "-t tests, -l lists. 'pith COMMAND --help' explains the options, which are -1 to\n"
      "-9, -c, -f, -k, -m MODEL, -o OUT, -q, -T N and -v for files. Without FILE it is\n"
      "a filter from standard input to standard output.\n"
      "\nModels, NAME.pithm, are looked for in the current folder, in the folders that\n"
      "$PITH_MODELS lists, separated by colons, in ~/.local/share/pith/models, and\n"
      "where pith is installed. $PITH_MODEL is what compress, measure and sample take\n"
      "where there is no -m: a name, a file, or none.\n"
      "\nExamples:\n"
      "  pith book.txt                   book.txt becomes book.txt.pith\n"
      "  pith -d book.txt.pith           and back\n"
      "  pith measure book.txt           bits per character and perplexity\n"
      "\nExit code: 0 success, 1 an error, 2 a warning. The version: pith --version\n";
  return text;
}

int help_command(const Arguments& arguments) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    print_to_stdout(full_help());
    return 0;
  }
  const auto command = std::ranges::find_if(commands(), [&](const Command& c) { return arguments[0] == c.name; });
  if (command == commands().end()) {
    throw Error(ErrorCode::kUsage, "no command '" + arguments[0] + "'; see 'pith --help'");
  }
  if (command->run == help_command) return help_command({});
  return command->run({"--help"});
}

}  // namespace pith::cli
