#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/files/output_file.h"
#include "cli/jsonl/corpus_report.h"
#include "cli/jsonl/waiting_lines.h"
#include "cli/packed/packed_output.h"

namespace pith::cli {

/// Where lines with figures go: a file that appears whole or not at all, packed as its name says, or standard output.
class DocumentOutput {
 public:
  /// `cuts`: by which documents are given buckets; without percents they get none. If the bins are not known yet,
  /// finish() brings them, and lines wait for it, unpacked. Throws FileError.
  DocumentOutput(const std::string& path, bool overwrite, Cuts cuts);

  void add(const std::string& line, std::optional<std::uint32_t> bin);

  /// Puts the file in place; without a call it never appears. `cuts`: with the bins. Throws FileError.
  void finish(const Cuts& cuts);

 private:
  void write(std::string_view line, std::optional<std::uint32_t> bin);

  Cuts cuts_;
  OutputFile file_;
  PackedOutput packed_;
  std::optional<WaitingLines> waiting_;
};

}  // namespace pith::cli
