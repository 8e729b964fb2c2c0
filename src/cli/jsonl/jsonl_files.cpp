#include "cli/jsonl/jsonl_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <system_error>

#include "cli/corpus/file_list.h"
#include "cli/corpus/folder_files.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/files/open_descriptor.h"
#include "cli/files/special_file.h"

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kReportEnd = ".report.json";

bool is_jsonl(fs::path path) {
  if (path.string().ends_with(kReportEnd)) return false;
  constexpr std::array kPacked = {".gz", ".zst", ".xz"};
  if (std::ranges::find(kPacked, path.extension()) != kPacked.end()) path = path.stem();
  return path.extension() == ".jsonl" || path.extension() == ".ndjson" || path.extension() == ".json";
}

void add_folder(const std::string& folder, Report& report, std::vector<std::string>& files) {
  std::vector<FileError> faults;
  std::vector<std::string> found;
  for (const fs::path& file : files_below(folder, is_jsonl, faults)) found.push_back(file.string());
  for (const FileError& fault : faults) {
    report.guard("", [&] { throw FileError(fault); });
  }
  if (found.empty()) throw FileError(folder, "has no .jsonl, .ndjson or .json files");
  std::ranges::sort(found);  // as texts: "a-b/x" before "a/x"; shards go by this order
  files.insert(files.end(), found.begin(), found.end());
}

bool is_folder(const std::string& output) {
  std::error_code error;
  return output.ends_with('/') || fs::is_directory(output, error);
}

void create_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw FileError(folder, system_message("create", error.value()));
}

/// A job for each file, its output of the same name.
std::vector<JsonlJob> jobs_into(const std::string& folder, const std::vector<std::string>& files,
                                const std::string& shard) {
  create_folder(folder);
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
    jobs.push_back({.inputs = {file}, .output = (fs::path(folder) / name).string(), .shard = shard});
  }
  return jobs;
}

}  // namespace

std::vector<std::string> jsonl_files(const std::vector<std::string>& arguments, bool force, Report& report) {
  std::vector<std::string> files;
  const auto add = [&](const std::string& path) {
    report.guard(display_name(path), [&] {
      std::error_code error;
      skip_special(path, force);
      path != "-" && fs::is_directory(path, error) ? add_folder(path, report, files) : files.push_back(path);
    });
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
  const Shard& part = options.shard;
  const std::string shard = part.parts == 1 ? "" : std::to_string(part.part) + "/" + std::to_string(part.parts);
  if (!options.output.empty() && is_folder(options.output)) {
    return jobs_into(options.output, own, shards_by_line(files) ? shard : "");
  }
  return {{.inputs = own, .output = options.output.empty() ? "-" : options.output, .shard = shard}};
}

std::string report_path(const std::string& output) {
  struct stat status = {};
  const bool other = ::stat(output.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
  return output == "-" || other || open_descriptor(output) ? "" : output + kReportEnd;
}

}  // namespace pith::cli
