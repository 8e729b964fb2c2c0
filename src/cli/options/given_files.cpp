#include "cli/options/given_files.h"

#include "cli/console/print.h"
#include "cli/files/file_error.h"
#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

/// Whether a folder or list had nothing but what was passed over.
bool nothing_at_all(const PassedOver& passed_over) {
  return passed_over.faults.empty() && passed_over.special.empty() && passed_over.archives == 0;
}

void merge(PassedOver& all, const PassedOver& one) {
  all.faults.insert(all.faults.end(), one.faults.begin(), one.faults.end());
  all.special.insert(all.special.end(), one.special.begin(), one.special.end());
  all.archives += one.archives;
}

}  // namespace

Arguments given_files(const Arguments& arguments, bool force, Report& report) {
  Arguments paths;
  PassedOver passed_over;
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      paths.push_back(argument);
      continue;
    }
    report.guard(argument, [&] {
      PassedOver here;
      const std::vector<CorpusFile> found = corpus_files({argument}, force, here);
      for (const CorpusFile& file : found) paths.push_back(file.path);
      merge(passed_over, here);
      if (found.empty() && nothing_at_all(here)) {
        throw FileError(argument, "has no files; name a text, or a folder of texts");
      }
    });
  }
  report_passed_over(passed_over, report);
  return paths;
}

void report_passed_over(const PassedOver& passed_over, Report& report) {
  for (const FileError& fault : passed_over.faults) {
    report.guard("", [&] { throw FileError(fault); });
  }
  for (const std::string& special : passed_over.special) {
    report.guard("", [&] { throw Skipped(special); });
  }
  if (passed_over.archives > 0 && report.verbosity() > -1) {
    print_to_stderr("pith: passed over " + counted(passed_over.archives, "archive") +
                    " in folders, which are no texts; name one to take it for a text\n");
  }
}

}  // namespace pith::cli
