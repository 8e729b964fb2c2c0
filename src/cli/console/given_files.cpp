#include "cli/console/given_files.h"

#include "cli/files/corpus_files.h"
#include "cli/files/file_error.h"

namespace pith::cli {

Arguments given_files(const Arguments& arguments, Report& report) {
  Arguments paths;
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      paths.push_back(argument);
      continue;
    }
    report.guard(argument, [&] {
      const std::vector<CorpusFile> found = corpus_files({argument});
      if (found.empty()) throw FileError(argument, "has no files; name a text, or a folder of texts");
      for (const CorpusFile& file : found) paths.push_back(file.path);
    });
  }
  return paths;
}

}  // namespace pith::cli
