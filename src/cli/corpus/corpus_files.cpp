#include "cli/corpus/corpus_files.h"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "cli/corpus/compressed_file.h"
#include "cli/corpus/file_list.h"
#include "cli/corpus/folder_files.h"
#include "cli/files/special_file.h"

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

/// The texts below a folder.
std::vector<fs::path> texts_below(const fs::path& folder, PassedOver& passed_over) {
  const auto any = [](const fs::path&) { return true; };
  std::vector<fs::path> texts;
  for (const fs::path& file : files_below(folder, any, passed_over.faults)) {
    try {
      is_compressed(file.string()) ? void(++passed_over.archives) : texts.push_back(file);
    } catch (const FileError& error) {
      passed_over.faults.push_back(error);
    }
  }
  return texts;
}

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
      for (const fs::path& file : texts_below(path, passed_over_)) {
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
