#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/options/option.h"
#include "pith/train_peers.h"

namespace pith::cli {

using Arguments = std::vector<std::string>;

/// What --help says of a command, around its options. Paragraphs are wrapped for 80 columns, and end in line feeds.
struct CommandText {
  const char* name = "";
  const char* summary = "";       ///< its line in pith --help
  const char* usage = "";         ///< what may follow "pith", a way a line
  const char* introduction = "";  ///< what it does
  const char* notes = "";         ///< what has to be said after the options
  const char* examples = "";      ///< command lines, each after two spaces
  const char* output = "";        ///< what programs that read the output need to know
  const char* exit_codes = "";
};

/// One row of the table of commands.
struct Command {
  CommandText text;
  std::vector<Option> options;
  std::function<int(const Arguments&)> run;  ///< gets the arguments after the name, returns the exit code
};

/// The table, in the order of the help text.
const std::vector<Command>& commands();

/// The row of that name; nullptr if there is none.
const Command* command_named(const std::string& name);

/// The name of the command that `word` is most likely meant for; "" if none is near.
std::string misspelt_command(const std::string& word);

Command compress_command();
Command decompress_command();
Command test_command();
Command list_command();
Command estimate_command();
Command measure_command();
Command analyze_command();
Command train_command(TrainingPeers* peers = nullptr);  ///< of this process and others, which outlive it
Command merge_command();
Command sample_command();
Command info_command();
Command help_command();

}  // namespace pith::cli
