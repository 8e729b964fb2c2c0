#include "cli/formatting/json.h"
#include "cli/formatting/text.h"
#include "cli/options/help.h"
#include "pith/version.h"

namespace pith::cli {
namespace {

std::string letter_text(char letter) { return letter == '\0' ? std::string() : std::string(1, letter); }

void write_lines(JsonWriter& json, const std::string& name, const std::string& lines) {
  json.key(name);
  json.begin_array();
  for (const std::string& line : split(lines, '\n')) {
    if (!line.empty()) json.value(line.substr(line.find_first_not_of(' ')));
  }
  json.end_array();
}

void write_option(JsonWriter& json, const Option& option) {
  json.begin_object();
  json.field("name", option.name);
  json.field("letter", letter_text(option.letter));
  json.field("last_letter", letter_text(option.last_letter));
  json.field("value", option.value);
  json.field("help", option.help);
  json.field("group", option.group);
  json.field("hidden", option.hidden);
  json.end_object();
}

void write_command(JsonWriter& json, const Command& command) {
  json.begin_object();
  json.field("name", command.text.name);
  json.field("summary", command.text.summary);
  write_lines(json, "usage", command.text.usage);
  json.field("introduction", command.text.introduction);
  json.field("notes", command.text.notes);
  write_lines(json, "examples", command.text.examples);
  json.field("output", command.text.output);
  json.field("exit_codes", command.text.exit_codes);
  json.key("options");
  json.begin_array();
  for (const Option& option : command.options) write_option(json, option);
  json.end_array();
  json.end_object();
}

}  // namespace

std::string help_json() {
  JsonWriter json;
  json.begin_object();
  json.field("program", "pith");
  json.field("version", version());
  json.field("help", full_help());
  json.key("commands");
  json.begin_array();
  for (const Command& command : commands()) write_command(json, command);
  json.end_array();
  json.end_object();
  return json.text();
}

}  // namespace pith::cli
