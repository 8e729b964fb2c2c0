#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/console/command.h"

namespace pith::cli {

/// The options of a command. One row is both what the parser accepts and what --help prints, and says what to do when
/// the option is met. Actions run in the order of the command line, so the last of two that disagree wins.
class OptionSet {
 public:
  /// `command` is what messages and hints call it: "pith list".
  explicit OptionSet(std::string command) : command_(std::move(command)) {}

  /// Whether --help prints the rows added from now on. The parser accepts all.
  void show(bool shown) { shown_ = shown; }

  /// `names`: "keep,k" long and short, "json" long alone, ",z" short alone.
  void flag(const std::string& names, const std::string& help, std::function<void()> action);

  /// An option with a value, which --help calls `value_name`.
  void value(const std::string& names, const std::string& value_name, const std::string& help,
             std::function<void(const std::string&)> action);

  // Options that several commands share.
  void level(int& level);
  void threads(int& threads);
  void training_threads(int& threads);
  void analysis_threads(int& threads);
  void starting_model(std::string& choice);
  void starting_models(Arguments& choices);  ///< of any number
  void archive_model(std::string& choice);
  void quiet_and_verbose(int& verbosity);
  void help(bool& wanted);

  /// Runs the actions and returns the other arguments: files. Throws Error kUsage.
  Arguments parse(const Arguments& arguments) const;

  /// The rows as text, wrapped for 80 columns.
  std::string text() const;

 private:
  struct Row {
    std::string names;
    std::string value_name;  // "" = a flag
    std::string help;        // "" = not printed
    std::function<void(const std::string&)> action;
  };

  void threads(int& threads, const std::string& help);
  void model(std::string& choice, const std::string& help);
  void require_choice(const std::string& model) const;
  [[noreturn]] void refuse(const std::string& problem) const;

  std::string command_;
  bool shown_ = true;
  std::vector<Row> rows_;
};

}  // namespace pith::cli
