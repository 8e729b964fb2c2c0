#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console/report.h"
#include "cli/jsonl/corpus_report.h"
#include "cli/jsonl/jsonl_options.h"
#include "pith/scorer.h"

namespace pith::cli {

/// How the documents of JSON lines are measured.
struct JsonlMeasuring {
  const Scorer& scorer;
  int threads = 1;
  bool overwrite = false;
  bool quiet = false;                  ///< no progress is shown
  std::vector<std::string> also_read;  ///< files beside the documents that nothing may be written over
};

/// Measures the documents of `files`, writes them where `options` say, and returns what they cost together; nothing if
/// there are no files or an output could not be made. What is wrong with single lines or files goes to `report`, and
/// the others go on. Memory does not grow with the corpus. Throws Error.
std::optional<CorpusReport> measure_jsonl(const std::vector<std::string>& files, const JsonlOptions& options,
                                          const JsonlMeasuring& measuring, Report& report);

/// The reports in `files` added up. Throws Error.
CorpusReport merged_reports(const std::vector<std::string>& files);

}  // namespace pith::cli
