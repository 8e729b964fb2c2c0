#include "cli/options/help.h"

#include <algorithm>

#include "cli/formatting/text.h"
#include "pith/version.h"

namespace pith::cli {
namespace {

constexpr std::size_t kHelpColumn = 22;
constexpr std::size_t kHelpColumns = 80;

constexpr const char* kOverview =
    "\nWithout a command, pith works like gzip and xz: it compresses; -d decompresses,\n"
    "-t tests, -l lists. 'pith COMMAND --help' explains the options, which are -1 to\n"
    "-9, -c, -f, -k, -m MODEL, -o OUT, -q, -T N and -v for files. Without FILE it is\n"
    "a filter from standard input to standard output.\n"
    "\nModels, NAME.pithm, are looked for in the folders that\n"
    "$PITH_MODELS lists, separated by colons, in ~/.local/share/pith/models, and\n"
    "where pith is installed. $PITH_MODEL is what compress, measure and sample take\n"
    "where there is no -m: a name, a file, or none; without it, compress chooses a\n"
    "model for each file (auto), and the others take english.\n"
    "\nExamples:\n"
    "  pith book.txt                   book.txt becomes book.txt.pith\n"
    "  pith -d book.txt.pith           and back\n"
    "  pith measure book.txt           bits per character and perplexity\n"
    "\nExit code: 0 success, 1 an error, 2 a warning. The version: pith --version\n";

std::string wrapped(const std::string& text, std::size_t indent, std::size_t columns) {
  std::string result;
  std::size_t column = indent;
  for (const std::string& word : split(text, ' ')) {
    if (column > indent && column + 1 + width(word) > columns) {
      result.append(1, '\n').append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += word;
    column += width(word);
  }
  return result + "\n";
}

/// "  -T, --threads N", "  -2 ... -8", "      --json"
std::string option_names(const Option& option) {
  std::string names = "    ";
  if (option.letter != '\0') names = std::string("  -") + option.letter;
  if (option.last_letter != '\0') names += std::string(" ... -") + option.last_letter;
  if (*option.name != '\0') names += std::string(option.letter != '\0' ? ", --" : "  --") + option.name;
  return option.has_value() ? names + " " + option.value : names;
}

std::string option_lines(const Option& option) {
  const std::string names = option_names(option);
  const bool fits = names.size() + 2 <= kHelpColumn;
  const std::string gap = fits ? std::string(kHelpColumn - names.size(), ' ') : "\n" + std::string(kHelpColumn, ' ');
  return names + gap + wrapped(option.help, kHelpColumn, kHelpColumns);
}

std::string options_text(std::span<const Option> options) {
  std::string text;
  std::string group;
  for (const Option& option : options) {
    if (option.hidden) continue;
    if (option.group != group) text += (text.empty() ? "" : "\n") + std::string(option.group) + ":\n";
    group = option.group;
    text += option_lines(option);
  }
  return text;
}

std::string usage_lines(const CommandText& text) {
  std::string lines;
  for (const std::string& way : split(text.usage, '\n')) {
    lines += (lines.empty() ? "Usage: pith " : "       pith ") + way + "\n";
  }
  return lines;
}

}  // namespace

std::string command_help(const CommandText& text, std::span<const Option> options) {
  std::string help = usage_lines(text) + "\n" + text.introduction + "\n" + options_text(options);
  const auto add = [&help](const std::string& heading, const std::string& paragraph) {
    if (!paragraph.empty()) help += "\n" + heading + paragraph;
  };
  add("", text.notes);
  add("Examples:\n", text.examples);
  add("", text.output);
  add("Exit code: ", text.exit_codes);
  return help;
}

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
    std::string name = command.text.name;
    name.resize(12, ' ');
    text += "  " + name + command.text.summary + "\n";
  }
  return text + kOverview;
}

}  // namespace pith::cli
