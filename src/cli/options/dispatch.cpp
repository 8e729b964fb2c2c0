#include "cli/options/dispatch.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "cli/console/print.h"
#include "cli/formatting/nearest_word.h"
#include "cli/options/help.h"
#include "cli/options/option_parser.h"
#include "pith/error.h"
#include "pith/version.h"

namespace pith::cli {
const Command* command_named(const std::string& name) {
  const auto found =
      std::ranges::find_if(commands(), [&](const Command& command) { return name == command.text.name; });
  return found == commands().end() ? nullptr : &*found;
}

std::string misspelt_command(const std::string& word) {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.text.name);
  std::string lower = word;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return nearest_word(lower, names);
}

namespace {

bool exists(const std::string& path) {
  struct stat status = {};
  return ::lstat(path.c_str(), &status) == 0;
}

int run_named(const std::string& name, const Arguments& arguments, Arguments before) {
  before.insert(before.end(), arguments.begin(), arguments.end());
  return command_named(name)->run(before);
}

/// The first word that is no option, where the options are those of compress; "" if there is none.
std::string first_word(const Arguments& arguments) {
  try {
    const Arguments words = parse_arguments(arguments, command_named("compress")->options).files;
    return words.empty() ? "" : words.front();
  } catch (const Error&) {  // told when the command runs
    return "";
  }
}

/// Else `pith mesure book.txt` would compress the book.
void refuse_misspelt_command(const Arguments& arguments) {
  const std::string word = first_word(arguments);
  if (word.empty() || exists(word) || exists(word + ".pith")) return;
  const std::string near = misspelt_command(word);
  if (near.empty()) return;
  throw Error(ErrorCode::kUsage, "there is no file and no command '" + word + "'; did you mean 'pith " + near +
                                     "'? Nothing was done; a file of that name would be ./" + word);
}

}  // namespace

int dispatch(const std::string& program, const Arguments& arguments) {
  const std::string name = program.substr(program.rfind('/') + 1);
  const std::string first = arguments.empty() ? "" : arguments.front();
  if (first == "--version" || first == "-V") {
    print_to_stdout(std::string("pith ") + version() + ", archive format " + std::to_string(kFormatVersion) + "\n");
    return 0;
  }
  if (name == "unpith") return run_named("decompress", arguments, {});
  if (name == "pithcat") return run_named("decompress", arguments, {"--stdout"});
  if (arguments.empty() && isatty(STDIN_FILENO)) {
    print_to_stderr(short_help());
    return 1;
  }
  if (first == "--help" || first == "-h") {
    print_to_stdout(full_help());
    return 0;
  }
  if (const Command* command = command_named(first)) {
    return command->run(Arguments(arguments.begin() + 1, arguments.end()));
  }
  refuse_misspelt_command(arguments);
  return run_named("compress", arguments, {});
}

}  // namespace pith::cli
