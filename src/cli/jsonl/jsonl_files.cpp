#include "cli/jsonl/jsonl_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "cli/corpus/file_list.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

bool is_jsonl(fs::path path) {
  constexpr std::array kPacked = {".gz", ".zst", ".xz"};
  if (std::ranges::find(kPacked, path.extension()) != kPacked.end()) path = path.stem();
  return path.extension() == ".jsonl" || path.extension() == ".ndjson" || path.extension() == ".json";
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

void add_folder(const std::string& folder, std::vector<std::string>& files) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (is_hidden(entry->path())) {
      if (entry->is_directory()) entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && is_jsonl(entry->path())) {
      found.push_back(entry->path().string());
    }
  }
  if (error) throw FileError(folder, system_message("read", error.value()));
  if (found.empty()) throw FileError(folder, "has no .jsonl, .ndjson or .json files");
  std::ranges::sort(found);
  files.insert(files.end(), found.begin(), found.end());
}

bool is_folder(const std::string& output) { return output.ends_with('/') || fs::is_directory(output); }

/// A job for each file, its output of the same name.
std::vector<JsonlJob> jobs_into(const std::string& folder, const std::vector<std::string>& files) {
  fs::create_directories(folder);
  std::vector<JsonlJob> jobs;
  std::set<std::string> names;
  for (const std::string& file : files) {
    if (file == "-")
      throw Error(ErrorCode::kUsage, "standard input has no name for its output in a folder; name a file");
    const std::string name = fs::path(file).filename().string();
    if (!names.insert(name).second) {
      throw Error(ErrorCode::kUsage,
                  "two files are called " + name + ", and their outputs would be one; measure them apart");
    }
    jobs.push_back({.inputs = {file}, .output = (fs::path(folder) / name).string()});
  }
  return jobs;
}

}  // namespace

std::vector<std::string> jsonl_files(const std::vector<std::string>& arguments) {
  std::vector<std::string> files;
  const auto add = [&files](const std::string& path) {
    path != "-" && fs::is_directory(path) ? add_folder(path, files) : files.push_back(path);
  };
  for (const std::string& argument : arguments) {
    if (!argument.starts_with('@')) {
      add(argument);
      continue;
    }
    for (const std::string& name : names_in_list(argument.substr(1), false)) add(name);
  }
  return files;
}

std::vector<JsonlJob> jsonl_jobs(const std::vector<std::string>& files, const JsonlOptions& options) {
  std::vector<std::string> own;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (shards_by_line(files) || options.shard.has(i)) own.push_back(files[i]);
  }
  if (!options.output.empty() && is_folder(options.output)) return jobs_into(options.output, own);
  return {{.inputs = own, .output = options.output.empty() ? "-" : options.output}};
}

std::string report_path(const std::string& output) { return output == "-" ? "" : output + ".report.json"; }

}  // namespace pith::cli
