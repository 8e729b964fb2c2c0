#pragma once

#include <array>

#include "cli/options/option_row.h"
#include "cli/options/option_values.h"
#include "pith/level.h"

namespace pith::cli {

// Rows that several commands share. Each is a table, for join(); `Options` has the members that it names.

inline constexpr std::uint64_t kMaxThreads = 512;

/// -1 to -9, into Options::level.
template <typename Options>
constexpr auto level_rows(const char* group = "") {
  static_assert(kMinLevel == 1 && kMaxLevel == 9 && kDefaultLevel == 6, "the digits are the levels");
  return std::to_array<OptionRow<Options>>({
      {{.name = "fast", .letter = '1', .help = "the fastest level", .group = group},
       set_to<&Options::level, kMinLevel>},
      {{.letter = '2', .last_letter = '8', .help = "the levels between; the default is -6", .group = group},
       take<&Options::level, digit_value>},
      {{.name = "best", .letter = '9', .help = "the smallest result, the most memory", .group = group},
       set_to<&Options::level, kMaxLevel>},
  });
}

/// -T, into Options::threads.
template <typename Options>
constexpr auto thread_rows(const char* help, const char* group = "") {
  return std::to_array<OptionRow<Options>>({
      {{.name = "threads", .letter = 'T', .value = "N", .help = help, .group = group},
       take<&Options::threads, number_value<int, 0, kMaxThreads>>},
  });
}

/// --files0-from, into Options::files0_from.
template <typename Options>
constexpr auto list_rows(const char* group = "") {
  return std::to_array<OptionRow<Options>>({
      {{.name = "files0-from",
        .value = "LIST",
        .help =
            "also take the files that the file LIST names, each name ended by a NUL, as 'find -print0' writes them; - "
            "is standard input",
        .group = group},
       take<&Options::files0_from, file_value>},
  });
}

inline constexpr const char* kStartingModelHelp =
    "start from the model MODEL: a name that is looked for as 'pith --help' says, a file, or none to start from "
    "empty (default: english, if there is one)";
inline constexpr const char* kChosenModelHelp =
    "start from the model MODEL: a name that is looked for as 'pith --help' says, a file, none to start from empty, or "
    "auto: that of all models found with which a sample of the file gets shortest, if it does (default: auto)";

/// -m, into Options::model.
template <typename Options>
constexpr auto model_rows(const char* help = kStartingModelHelp, const char* group = "") {
  return std::to_array<OptionRow<Options>>({
      {{.name = "model", .letter = 'm', .value = "MODEL", .help = help, .group = group},
       take<&Options::model, model_value>},
  });
}

/// --no-progress, into Options::progress.
template <typename Options>
constexpr auto progress_rows(const char* group = "") {
  return std::to_array<OptionRow<Options>>({
      {{.name = "no-progress", .help = "show no progress, but all messages", .group = group},
       set_to<&Options::progress, false>},
  });
}

/// -q, -v and -h, which all commands have, into Options::verbosity and Options::help.
template <typename Options>
constexpr auto talking_rows(const char* group = "") {
  return std::to_array<OptionRow<Options>>({
      {{.name = "quiet",
        .letter = 'q',
        .help = "no progress and no warnings; twice: no error messages either",
        .group = group},
       decrease<&Options::verbosity>},
      {{.name = "verbose", .letter = 'v', .help = "say more about each file; twice: even more", .group = group},
       increase<&Options::verbosity>},
      {{.name = "help", .letter = 'h', .help = "print this text", .group = group}, switch_on<&Options::help>},
  });
}

}  // namespace pith::cli
