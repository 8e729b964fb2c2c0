#include "cli/files/written_inputs.h"

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "cli/files/file_error.h"

namespace pith::cli {
namespace {

using FileId = std::pair<dev_t, ino_t>;

/// Of a regular file, whatever it is called here. A device that is read and written is none.
std::optional<FileId> id_of(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileId(status.st_dev, status.st_ino);
}

/// A relative name none of whose parts exists would stay relative.
std::string whole_name(const std::string& path) {
  std::error_code error;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path), error).string();
}

bool exists(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0;
}

}  // namespace

void refuse_written_inputs(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs) {
  std::set<FileId> read;
  for (const std::string& input : inputs) {
    if (const auto id = id_of(input == "-" ? "/dev/stdin" : input)) read.insert(*id);
  }
  std::set<FileId> written;
  std::set<std::string> names;  // of those that do not exist yet
  for (const std::string& output : outputs) {
    if (output == "-") continue;
    const auto id = id_of(output);
    const bool again = id ? !written.insert(*id).second : !exists(output) && !names.insert(whole_name(output)).second;
    if (again) throw FileError(output, "is named for two outputs; name another");
    if (id && read.contains(*id)) throw FileError(output, "is both input and output; name another file");
  }
}

}  // namespace pith::cli
