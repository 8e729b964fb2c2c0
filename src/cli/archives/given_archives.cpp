#include "cli/archives/given_archives.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "cli/archives/suffix.h"
#include "cli/files/file_error.h"
#include "cli/formatting/text.h"
#include "cli/options/option_parser.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

bool exists(const std::string& path) {
  struct stat status = {};
  return ::lstat(path.c_str(), &status) == 0;
}

/// Adds what lies below `folder`, folder by folder, so that one that cannot be read does not hide the others.
void add_below(const fs::path& folder, const FileOptions& options, Report& report, Arguments& files) {
  std::vector<fs::directory_entry> entries;
  report.guard("", [&] {
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) entries.push_back(*entry);
    if (error) throw FileError(folder.string(), system_message("read", error.value()));
  });
  std::ranges::sort(entries);
  for (const fs::directory_entry& entry : entries) {
    std::error_code error;
    if (entry.is_symlink(error)) continue;
    const std::string path = entry.path().string();
    const bool wanted = has_suffix(path, options.suffix) != (options.mode == Mode::kCompress);
    if (entry.is_directory(error)) {
      add_below(entry.path(), options, report, files);
    } else if (entry.is_regular_file(error) && wanted) {
      files.push_back(path);
    }
  }
}

}  // namespace

Arguments options_of_environment(std::span<const Option> options) {
  const char* text = std::getenv("PITH_OPT");
  Arguments words;
  for (const std::string& word : split(text == nullptr ? "" : text, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  try {
    const Arguments files = parse_arguments(words, options).files;
    if (!files.empty()) throw Error(ErrorCode::kUsage, "'" + files.front() + "' is no option");
  } catch (const Error& error) {
    throw Error(ErrorCode::kUsage, std::string("PITH_OPT: ") + error.what() + "; it holds options for all archives");
  }
  return words;
}

Arguments given_archives(const FileOptions& options, Report& report) {
  Arguments files;
  for (const std::string& file : options.files) {
    std::error_code error;
    if (options.recursive && file != "-" && fs::is_directory(file, error)) {
      add_below(file, options, report, files);
      continue;
    }
    const bool by_its_text = options.mode != Mode::kCompress && file != "-" && !exists(file);
    files.push_back(by_its_text && exists(file + options.suffix) ? file + options.suffix : file);
  }
  return files;
}

}  // namespace pith::cli
