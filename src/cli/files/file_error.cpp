#include "cli/files/file_error.h"

#include <cctype>
#include <cerrno>
#include <system_error>

namespace pith::cli {

std::string system_message(const std::string& verb, int error_number) {
  switch (error_number) {
    case ENOENT:
      return verb == "read" ? "no such file" : "cannot " + verb + ": the folder does not exist";
    case ENOSPC:
      return "cannot " + verb + ": no space left; make room, or write to another disk with -o";
    case EISDIR:
      return "is a directory; name files";
    default: {
      std::string meaning = std::generic_category().message(error_number);
      if (!meaning.empty()) meaning[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(meaning[0])));
      return "cannot " + verb + ": " + meaning;
    }
  }
}

}  // namespace pith::cli
