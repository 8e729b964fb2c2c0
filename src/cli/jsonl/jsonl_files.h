#pragma once

#include <string>
#include <vector>

#include "cli/console/report.h"
#include "cli/jsonl/jsonl_options.h"

namespace pith::cli {

/// A file of JSON lines, and where what was measured of it goes.
struct JsonlJob {
  std::vector<std::string> inputs;
  std::string output;  ///< "-" is standard output
  std::string shard;   ///< "0/4": the part of the inputs, or of all files there were; "" = all
};

/// The files that arguments stand for: a file, the .jsonl, .ndjson and .json files below a folder, packed or not, but
/// for reports, in the order of their paths, or @LIST. What cannot be read, and FIFOs, devices and sockets without
/// `force`, are told to `report` and passed over. Throws FileError for a list that cannot be read.
std::vector<std::string> jsonl_files(const std::vector<std::string>& arguments, bool force, Report& report);

/// What has to be done: one job, or where the output is a folder a job for each file. Of several files those of the
/// shard; `by_line` says whether the shard is of lines instead. Throws FileError, Error kUsage.
std::vector<JsonlJob> jsonl_jobs(const std::vector<std::string>& files, const JsonlOptions& options);

inline bool shards_by_line(const std::vector<std::string>& files) { return files.size() == 1; }

/// Where the report on an output goes; "" where the output is no file: standard output, a pipe, a device.
std::string report_path(const std::string& output);

}  // namespace pith::cli
