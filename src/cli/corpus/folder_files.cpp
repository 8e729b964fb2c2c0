#include "cli/corpus/folder_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

using IsWanted = std::function<bool(const fs::path&)>;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

std::string broken_link(int error) {
  return error == ENOENT ? "is a link to what does not exist" : system_message("read", error);
}

/// A walk over what lies below a folder.
class Walk {
 public:
  Walk(const fs::path& folder, const IsWanted& is_wanted, std::vector<FileError>& faults)
      : is_wanted_(is_wanted), faults_(faults) {
    unread_.push_back(folder);
    while (!unread_.empty()) {
      const fs::path next = std::move(unread_.back());
      unread_.pop_back();
      read(next);
    }
    std::ranges::sort(files_);
  }

  std::vector<fs::path> files() && { return std::move(files_); }

 private:
  void read(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      if (!is_hidden(entry->path())) take(entry->path());
    }
    if (error) fault(folder, system_message("read", error.value()));
  }

  void take(const fs::path& path) {
    struct stat itself = {};
    struct stat target = {};
    if (::lstat(path.c_str(), &itself) != 0) return fault(path, system_message("read", errno));
    if (S_ISDIR(itself.st_mode)) return unread_.push_back(path);
    if (!is_wanted_(path)) return;
    if (::stat(path.c_str(), &target) != 0) return fault(path, broken_link(errno));
    if (S_ISREG(target.st_mode)) files_.push_back(path);
  }

  void fault(const fs::path& path, const std::string& message) { faults_.emplace_back(path.string(), message); }

  const IsWanted& is_wanted_;
  std::vector<FileError>& faults_;
  std::vector<fs::path> unread_;
  std::vector<fs::path> files_;
};

}  // namespace

std::vector<fs::path> files_below(const fs::path& folder, const IsWanted& is_wanted, std::vector<FileError>& faults) {
  return Walk(folder, is_wanted, faults).files();
}

}  // namespace pith::cli
