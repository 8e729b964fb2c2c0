#pragma once

#include <string>
#include <string_view>

namespace pith::cli {

/// An option as data. The parser, --help and whatever is generated (manual pages, completions) read it.
struct Option {
  const char* name = "";    ///< what follows "--"; "" = it has a letter alone
  char letter = '\0';       ///< what follows "-"; 0 = it has a name alone
  char last_letter = '\0';  ///< the row stands for all letters from `letter` to this one; 0 = for one
  const char* value = "";   ///< what --help calls its value; "" = it takes none
  const char* help = "";    ///< what it does, with its default
  const char* group = "";   ///< the heading it stands under
  bool hidden = false;      ///< the parser knows it, --help does not tell of it

  constexpr bool has_value() const { return *value != '\0'; }

  constexpr bool is_letter(char c) const {
    return letter != '\0' && c >= letter && c <= (last_letter == '\0' ? letter : last_letter);
  }
};

/// An option as it was met on the command line.
struct GivenOption {
  std::string spelled;  ///< "-T" or "--threads", for messages
  std::string value;    ///< "" if it takes none
};

/// "--threads"; "-5" for an option without a name.
std::string spelled(const Option& option);

}  // namespace pith::cli
