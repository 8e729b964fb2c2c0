#include "cli/options/option_parser.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <string>

#include "cli/formatting/nearest_word.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

namespace po = boost::program_options;

[[noreturn]] void refuse(const std::string& problem) { throw Error(ErrorCode::kUsage, problem); }

/// One entry of Boost's description: a letter, with the name of its option if there is one.
void describe(po::options_description& description, const Option& option, char letter) {
  std::string names = option.name;
  if (letter != '\0') names += std::string(",") + letter;
  if (option.has_value()) {
    description.add_options()(names.c_str(), po::value<std::string>(), "");
  } else {
    description.add_options()(names.c_str(), "");
  }
}

po::options_description described(std::span<const Option> options) {
  po::options_description description;
  for (const Option& option : options) {
    const char last = option.last_letter == '\0' ? option.letter : option.last_letter;
    for (char letter = option.letter; letter <= last; ++letter) describe(description, option, letter);
  }
  return description;
}

const Option* with_letter(std::span<const Option> options, char letter) {
  const auto found = std::ranges::find_if(options, [letter](const Option& option) { return option.is_letter(letter); });
  return found == options.end() ? nullptr : &*found;
}

/// Named "x" or, as Boost calls an option without a name, "-x".
const Option* with_key(std::span<const Option> options, const std::string& key) {
  const auto found = std::ranges::find_if(options, [&](const Option& option) { return key == option.name; });
  if (found != options.end()) return &*found;
  return key.size() == 2 && key[0] == '-' ? with_letter(options, key[1]) : nullptr;
}

/// The option whose value is the word after `word`: --name, -x, or the last letter of -abx; nullptr if there is none.
const Option* waits_for_value(std::span<const Option> options, const std::string& word) {
  const Option* option = nullptr;
  if (word.starts_with("--")) {
    option = word.size() > 2 ? with_key(options, word.substr(2)) : nullptr;
  } else if (word.size() > 1 && word[0] == '-') {
    for (std::size_t i = 1; i < word.size(); ++i) {
      option = with_letter(options, word[i]);
      const bool last = i + 1 == word.size();
      if (option == nullptr || (option->has_value() && !last)) return nullptr;
    }
  }
  return option != nullptr && option->has_value() ? option : nullptr;
}

/// Boost alone would not take a word for a value that looks like an option, such as the -1 of -n -1.
std::vector<po::option> take_value(std::span<const Option> options, std::vector<std::string>& words) {
  const Option* option = words.size() < 2 ? nullptr : waits_for_value(options, words[0]);
  if (option == nullptr) return {};
  std::vector<po::option> taken;
  const std::string flags = words[0].starts_with("--") ? "" : words[0].substr(1, words[0].size() - 2);
  for (const char letter : flags) taken.emplace_back(std::string("-") + letter, std::vector<std::string>());
  taken.emplace_back(words[0].starts_with("--") ? words[0].substr(2) : std::string("-") + words[0].back(),
                     std::vector<std::string>{words[1]});
  taken.back().original_tokens = {words[0], words[1]};
  words.erase(words.begin(), words.begin() + 2);
  return taken;
}

std::string suggestion(std::span<const Option> options, const std::string& name) {
  std::vector<std::string> names;
  for (const Option& option : options) {
    if (!option.hidden && *option.name != '\0') names.emplace_back(option.name);
  }
  const std::string near = name.starts_with("--") ? nearest_word(name.substr(2), names) : "";
  return near.empty() ? "" : "; did you mean --" + near + "?";
}

/// As the user wrote it.
GivenOption given(const Option& option, const po::option& parsed) {
  const bool by_name = !parsed.original_tokens.empty() && parsed.original_tokens[0].starts_with("--");
  const bool one_of_many = parsed.string_key.starts_with("-");
  const std::string letter = one_of_many ? parsed.string_key : std::string("-") + option.letter;
  return {.spelled = by_name || option.letter == '\0' ? spelled(option) : letter,
          .value = parsed.value.empty() ? "" : parsed.value.front()};
}

po::parsed_options run_parser(const Arguments& arguments, std::span<const Option> options) {
  const po::options_description description = described(options);
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  po::command_line_parser parser(arguments);
  parser.options(description).style(style);
  parser.extra_style_parser([options](std::vector<std::string>& words) { return take_value(options, words); });
  try {
    po::parsed_options parsed = parser.run();
    parsed.description = nullptr;
    return parsed;
  } catch (const po::unknown_option& error) {
    refuse(error.what() + suggestion(options, error.get_option_name()));
  } catch (const po::invalid_command_line_syntax& error) {
    if (error.kind() != po::invalid_command_line_syntax::missing_parameter) refuse(error.what());
    refuse("the option " + error.get_option_name() + " needs a value");
  } catch (const po::error& error) {
    refuse(error.what());
  }
}

}  // namespace

std::string spelled(const Option& option) {
  return *option.name != '\0' ? std::string("--") + option.name : std::string("-") + option.letter;
}

ParsedArguments parse_arguments(const Arguments& arguments, std::span<const Option> options) {
  ParsedArguments result;
  for (const po::option& parsed : run_parser(arguments, options).options) {
    if (parsed.string_key.empty()) {
      result.files.push_back(parsed.value.empty() ? "" : parsed.value.front());
      continue;
    }
    const Option* option = with_key(options, parsed.string_key);
    result.options.push_back({static_cast<std::size_t>(option - options.data()), given(*option, parsed)});
  }
  return result;
}

}  // namespace pith::cli
