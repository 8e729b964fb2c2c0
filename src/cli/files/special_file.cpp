#include "cli/files/special_file.h"

#include <sys/stat.h>

#include "cli/files/file_error.h"
#include "cli/files/open_descriptor.h"

namespace pith::cli {

std::string special_kind(const std::string& path) {
  struct stat status = {};
  if (path == "-" || ::stat(path.c_str(), &status) != 0) return "";
  if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode) || open_descriptor(path)) return "";
  if (S_ISFIFO(status.st_mode)) return "a FIFO";
  if (S_ISSOCK(status.st_mode)) return "a socket";
  return "a device";
}

void skip_special(const std::string& path, bool force) {
  const std::string kind = force ? "" : special_kind(path);
  if (!kind.empty()) throw Skipped("is " + kind + ", skipped; use -f to read it");
}

}  // namespace pith::cli
