#include "cli/files/corpus_files.h"

#include <algorithm>
#include <filesystem>
#include <istream>
#include <system_error>

#include "cli/files/file_error.h"
#include "cli/files/input_file.h"

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

bool hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

std::vector<fs::path> regular_files_below(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (hidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(error)) {
      files.push_back(entry->path());
    }
    if (error) break;
  }
  if (error) throw FileError(folder, system_message("read", error.value()));
  std::ranges::sort(files);
  return files;
}

/// What the names of the files below `folder` begin with.
fs::path folder_name(const fs::path& folder) {
  const fs::path normal = folder.lexically_normal();
  const fs::path last = normal.has_filename() ? normal.filename() : normal.parent_path().filename();
  return last == "." || last == ".." ? fs::path() : last;
}

void append(std::vector<CorpusFile>& files, const std::string& path, std::size_t argument) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    files.push_back({path, fs::path(path).filename().string(), argument});
    return;
  }
  for (const fs::path& file : regular_files_below(path)) {
    const fs::path name = folder_name(path) / file.lexically_relative(path);
    files.push_back({file.string(), name.string(), argument});
  }
}

void append_list(std::vector<CorpusFile>& files, const std::string& list, std::size_t argument) {
  InputFile input(list);
  std::string line;
  while (std::getline(input.stream(), line)) {
    if (!line.empty()) append(files, line, argument);
  }
}

}  // namespace

std::vector<CorpusFile> corpus_files(const std::vector<std::string>& arguments) {
  std::vector<CorpusFile> files;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].starts_with('@')) {
      append_list(files, arguments[i].substr(1), i);
    } else {
      append(files, arguments[i], i);
    }
  }
  return files;
}

}  // namespace pith::cli
