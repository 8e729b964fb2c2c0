#include "cli/console/option_set.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <utility>

#include "cli/formatting/numbers.h"
#include "cli/formatting/text.h"
#include "pith/error.h"
#include "pith/level.h"

namespace pith::cli {
namespace {

namespace po = boost::program_options;

constexpr int kMaxThreads = 512;
constexpr std::size_t kHelpColumn = 22;
constexpr std::size_t kHelpColumns = 80;

std::pair<std::string, char> split_names(const std::string& names) {
  const std::size_t comma = names.find(',');
  if (comma == std::string::npos) return {names, '\0'};
  return {names.substr(0, comma), names[comma + 1]};
}

/// The key under which Boost reports an option: its long name, or "-x" if it has none.
std::string boost_key(const std::string& names) {
  const auto [name, letter] = split_names(names);
  return name.empty() ? std::string("-") + letter : name;
}

std::string wrapped(const std::string& text, std::size_t indent, std::size_t columns) {
  std::string result;
  std::size_t column = indent;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (column > indent && column + 1 + width(word) > columns) {
      result.append(1, '\n').append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += word;
    column += width(word);
    begin = end + 1;
  }
  return result + "\n";
}

}  // namespace

void OptionSet::flag(const std::string& names, const std::string& help, std::function<void()> action) {
  rows_.push_back({names, "", shown_ ? help : "", [action = std::move(action)](const std::string&) { action(); }});
}

void OptionSet::value(const std::string& names, const std::string& value_name, const std::string& help,
                      std::function<void(const std::string&)> action) {
  rows_.push_back({names, value_name, shown_ ? help : "", std::move(action)});
}

void OptionSet::level(int& level) {
  static_assert(kMinLevel == 1 && kMaxLevel == 9, "the digits are the levels");
  flag("fast,1", "the fastest level", [&level] { level = kMinLevel; });
  for (int digit = kMinLevel + 1; digit < kMaxLevel; ++digit) {
    const std::string help =
        digit == kDefaultLevel ? "the levels between; the default is -" + std::to_string(digit) : "";
    flag({',', static_cast<char>('0' + digit)}, help, [&level, digit] { level = digit; });
  }
  flag("best,9", "the smallest result, the most memory", [&level] { level = kMaxLevel; });
}

void OptionSet::threads(int& threads) {
  this->threads(threads,
                "work on N blocks of 16 MiB at once, 0 = one for each core; the result is the same for any N, the "
                "memory is N times as much (default 1)");
}

void OptionSet::training_threads(int& threads) {
  this->threads(threads, "work on N threads, 0 = one for each core; the model is the same for any N (default 1)");
}

void OptionSet::analysis_threads(int& threads) {
  this->threads(threads, "work on N threads, 0 = one for each core; the figures are the same for any N (default 1)");
}

void OptionSet::starting_model(std::string& choice) {
  model(choice,
        "start from the model MODEL: a name that is looked for as 'pith --help' says, a file, or none to start from "
        "empty (default: english, if there is one)");
}

void OptionSet::starting_models(Arguments& choices) {
  value("model,m", "MODEL",
        "start from the model MODEL: a name that is looked for as 'pith --help' says, a file, or none to start from "
        "empty (default: english, if there is one); of several, given with an -m each, the figures stand side by side",
        [this, &choices](const std::string& text) {
          require_choice(text);
          choices.push_back(text);
        });
}

void OptionSet::archive_model(std::string& choice) {
  model(choice,
        "decode with the model MODEL, a name or a file; without -m the model that an archive needs is looked for as "
        "'pith --help' says");
}

void OptionSet::quiet_and_verbose(int& verbosity) {
  flag("quiet,q", "no progress and no warnings; twice: no error messages either", [&verbosity] { --verbosity; });
  flag("verbose,v", "say more about each file; twice: even more", [&verbosity] { ++verbosity; });
}

void OptionSet::help(bool& wanted) {
  flag("help,h", "print this text", [&wanted] { wanted = true; });
}

Arguments OptionSet::parse(const Arguments& arguments) const {
  po::options_description accepted;
  for (const Row& row : rows_) {
    if (row.value_name.empty()) {
      accepted.add_options()(row.names.c_str(), "");
    } else {
      accepted.add_options()(row.names.c_str(), po::value<std::string>(), "");
    }
  }
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  Arguments files;
  try {
    const auto parsed = po::command_line_parser(arguments).options(accepted).style(style).run();
    for (const auto& option : parsed.options) {
      const std::string value = option.value.empty() ? "" : option.value.front();
      if (option.string_key.empty()) {
        files.push_back(value);
        continue;
      }
      const auto row = std::ranges::find(rows_, option.string_key, [](const Row& r) { return boost_key(r.names); });
      row->action(value);
    }
  } catch (const po::invalid_command_line_syntax& error) {
    if (error.kind() != po::invalid_command_line_syntax::missing_parameter) refuse(error.what());
    refuse("the option " + error.get_option_name() + " needs a value");
  } catch (const po::error& error) {
    refuse(error.what());
  }
  return files;
}

std::string OptionSet::text() const {
  std::string text;
  for (const Row& row : rows_) {
    if (row.help.empty()) continue;
    const auto [name, letter] = split_names(row.names);
    const bool between_levels = name.empty() && letter == '0' + kDefaultLevel;
    std::string left = letter ? std::string("  -") + letter : "    ";
    if (between_levels) left = "  -2 ... -8";
    if (!name.empty()) left += (letter ? ", --" : "  --") + name;
    if (!row.value_name.empty()) left += " " + row.value_name;
    const bool fits = left.size() + 2 <= kHelpColumn;
    left += fits ? std::string(kHelpColumn - left.size(), ' ') : "\n" + std::string(kHelpColumn, ' ');
    text += left + wrapped(row.help, kHelpColumn, kHelpColumns);
  }
  return text;
}

void OptionSet::threads(int& threads, const std::string& help) {
  value("threads,T", "N", help, [this, &threads](const std::string& text) {
    const std::optional<std::uint64_t> number = whole_number_within(text, 0, kMaxThreads);
    if (!number) refuse("-T '" + text + "': N is a whole number from 0 (all cores) to " + std::to_string(kMaxThreads));
    threads = static_cast<int>(*number);
  });
}

void OptionSet::model(std::string& choice, const std::string& help) {
  value("model,m", "MODEL", help, [this, &choice](const std::string& text) {
    require_choice(text);
    choice = text;
  });
}

void OptionSet::require_choice(const std::string& model) const {
  if (model.empty()) refuse("-m needs the name of a model, its file, or none; the one given is empty");
}

void OptionSet::refuse(const std::string& problem) const {
  throw Error(ErrorCode::kUsage, problem + "; see '" + command_ + " --help'");
}

}  // namespace pith::cli
