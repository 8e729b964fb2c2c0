#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/formatting/json.h"
#include "cli/jsonl/corpus_figures.h"

namespace pith::cli {

/// What the figures of a corpus are of. Only those with the same terms are added up.
struct CorpusTerms {
  int level = 0;
  bool adaptive = true;
  std::string model;  ///< its identity, or ""
  std::string model_name;
  std::string field;

  bool operator==(const CorpusTerms&) const = default;
};

/// Where buckets begin: documents below the first cut are in the first one.
struct Cuts {
  std::vector<double> percents;     ///< ascending; empty: no buckets
  std::vector<std::uint32_t> bins;  ///< (percents) see CorpusFigures::cut()
  bool of_corpus = true;            ///< found in the corpus itself, not taken from another report

  bool operator==(const Cuts&) const = default;

  /// The name of the bucket of a document in `bin`; nothing, of a document without characters, is in the last one.
  /// "head", "middle" and "tail" of three, else their numbers from 0.
  std::string bucket(std::optional<std::uint32_t> bin) const;
};

/// What one run read, and which of it: what --resume has to find again.
struct CorpusRun {
  std::uint64_t files = 0;
  std::uint64_t file_bytes = 0;  ///< of the regular ones, as they are on the disk
  std::string shard;             ///< "0/4"; "" = all of it
  std::string keep;              ///< Condition::text; "" = all documents are written

  bool operator==(const CorpusRun&) const = default;
};

/// A corpus, or a part of one, as a report file has it.
struct CorpusReport {
  CorpusTerms terms;
  CorpusFigures figures;
  Cuts cuts;
  std::optional<CorpusRun> run;  ///< not of a sum

  /// By what a report of an earlier run differs from one that this run would write: "is of another level"; "" if by
  /// nothing but its figures, and the cuts that follow from them.
  std::string difference(const CorpusReport& earlier) const;

  /// Sets the cuts to those of the figures, unless they are of another corpus.
  void find_cuts();

  /// Adds what another part has; cuts of the corpus become those of both, and it is no report of one run. Throws Error
  /// kUsage, naming `name`, if its terms or cuts are others.
  void add(const CorpusReport& part, const std::string& name);

 private:
  std::string other_terms(const CorpusReport& other) const;
};

/// A JSON object, for readers and for read_report().
std::string report_json(const CorpusReport& report);

/// For people.
std::string report_table(const CorpusReport& report);

/// The report that `json` is. Throws FileError, which names `name`, if it is none.
CorpusReport report_of(std::string_view json, const std::string& name);

/// The report in the file `path`. Throws FileError, also if it is none.
CorpusReport read_report(const std::string& path);

/// Puts a report into the file `path`, whole or not at all. Throws FileError.
void write_report(const CorpusReport& report, const std::string& path, bool overwrite);

}  // namespace pith::cli
