#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cli/options/command.h"
#include "cli/options/option.h"

namespace pith::cli {

/// A command line taken apart.
struct ParsedArguments {
  struct Met {
    std::size_t option = 0;  ///< its place among the options
    GivenOption given;
  };

  std::vector<Met> options;  ///< in the order of the command line
  Arguments files;           ///< all that is no option
};

/// Reads arguments as getopt_long() does, by Boost, but never guesses a name: -k -o OUT, -ko OUT, -koOUT, --output OUT,
/// --output=OUT, and after -- only files. What follows an option with a value is its value, whatever it looks like.
/// Throws Error kUsage.
ParsedArguments parse_arguments(const Arguments& arguments, std::span<const Option> options);

}  // namespace pith::cli
