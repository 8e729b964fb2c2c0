#include "cli/corpus/corpus_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "cli/corpus/compressed_file.h"
#include "cli/corpus/file_list.h"
#include "cli/files/special_file.h"

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

bool hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

/// The texts below a folder.
class Folder {
 public:
  Folder(const fs::path& path, PassedOver& passed_over) : passed_over_(passed_over) {
    unread_.push_back(path);
    while (!unread_.empty()) {
      const fs::path folder = unread_.back();
      unread_.pop_back();
      read(folder);
    }
    std::ranges::sort(texts_);
  }

  const std::vector<fs::path>& texts() const { return texts_; }

 private:
  void read(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      if (!hidden(entry->path())) take(entry->path());
    }
    if (error) fault(folder, system_message("read", error.value()));
  }

  void take(const fs::path& path) {
    struct stat itself = {};
    struct stat target = {};
    if (::lstat(path.c_str(), &itself) != 0) return fault(path, system_message("read", errno));
    if (::stat(path.c_str(), &target) != 0) return fault(path, broken_link(errno));
    if (S_ISDIR(itself.st_mode)) unread_.push_back(path);
    if (S_ISREG(target.st_mode)) take_file(path);
  }

  void take_file(const fs::path& path) {
    try {
      is_compressed(path.string()) ? void(++passed_over_.archives) : texts_.push_back(path);
    } catch (const FileError& error) {
      passed_over_.faults.push_back(error);
    }
  }

  static std::string broken_link(int error) {
    return error == ENOENT ? "is a link to what does not exist" : system_message("read", error);
  }

  void fault(const fs::path& path, const std::string& message) {
    passed_over_.faults.emplace_back(path.string(), message);
  }

  PassedOver& passed_over_;
  std::vector<fs::path> unread_;
  std::vector<fs::path> texts_;
};

/// What the names of the files below `folder` begin with.
fs::path folder_name(const fs::path& folder) {
  const fs::path normal = folder.lexically_normal();
  const fs::path last = normal.has_filename() ? normal.filename() : normal.parent_path().filename();
  return last == "." || last == ".." ? fs::path() : last;
}

/// Collects the files of arguments.
class Collection {
 public:
  Collection(bool force, PassedOver& passed_over) : force_(force), passed_over_(passed_over) {}

  void add(const std::string& path, std::size_t argument) {
    std::error_code error;
    const std::string special = force_ ? "" : special_kind(path);
    if (!special.empty()) {
      passed_over_.special.push_back(path + ": is " + special + ", skipped; use -f to read it");
    } else if (fs::is_directory(path, error)) {
      const Folder folder(path, passed_over_);
      for (const fs::path& file : folder.texts()) {
        const fs::path name = folder_name(path) / file.lexically_relative(path);
        files_.push_back({file.string(), name.string(), argument});
      }
    } else {
      files_.push_back({path, fs::path(path).filename().string(), argument});
    }
  }

  void add_list(const std::string& list, std::size_t argument) {
    for (const std::string& name : names_in_list(list, false)) {
      struct stat status = {};
      if (::stat(name.c_str(), &status) == 0) {
        add(name, argument);
      } else {
        passed_over_.faults.emplace_back(name, system_message("read", errno));
      }
    }
  }

  std::vector<CorpusFile> files() && { return std::move(files_); }

 private:
  bool force_;
  PassedOver& passed_over_;
  std::vector<CorpusFile> files_;
};

}  // namespace

std::vector<CorpusFile> corpus_files(const std::vector<std::string>& arguments, bool force, PassedOver& passed_over) {
  Collection files(force, passed_over);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    arguments[i].starts_with('@') ? files.add_list(arguments[i].substr(1), i) : files.add(arguments[i], i);
  }
  return std::move(files).files();
}

}  // namespace pith::cli
