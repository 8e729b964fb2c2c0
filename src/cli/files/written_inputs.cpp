#include "cli/files/written_inputs.h"

#include <filesystem>
#include <system_error>

#include "cli/files/file_error.h"

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

/// Whether two names are of one file, which may not exist yet. A device that both name is none.
bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  if (a == "-") return false;
  if (fs::equivalent(a, b, error)) return fs::is_regular_file(a, error);
  // A relative name none of whose parts exists would stay relative.
  const auto whole = [&error](const std::string& path) { return fs::weakly_canonical(fs::absolute(path), error); };
  return whole(a) == whole(b) && !fs::exists(a, error);
}

}  // namespace

void refuse_written_inputs(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    std::error_code error;
    for (std::size_t other = 0; other < i; ++other) {
      if (same_file(outputs[i], outputs[other])) throw FileError(outputs[i], "is named for two outputs; name another");
    }
    if (!fs::exists(outputs[i], error)) continue;
    for (const std::string& input : inputs) {
      if (same_file(outputs[i], input == "-" ? "/dev/stdin" : input)) throw FileError(outputs[i], "is both input and output; name another file");
    }
  }
}

}  // namespace pith::cli
