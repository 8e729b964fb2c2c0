#pragma once

#include <span>
#include <string>

#include "cli/options/command.h"

namespace pith::cli {

/// What `pith COMMAND --help` prints.
std::string command_help(const CommandText& text, std::span<const Option> options);

/// What `pith` prints when it is started on a terminal with nothing to do.
std::string short_help();

/// What `pith --help` prints.
std::string full_help();

/// All of that as a JSON object, from which manual pages and completions are made: `pith help --options-json`.
std::string help_json();

}  // namespace pith::cli
