#include "cli/measure/surprisal_report.h"

#include <optional>

#include "cli/console/print.h"
#include "cli/console/progress.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/files/output_file.h"
#include "cli/formatting/text.h"
#include "cli/measure/surprisal_printer.h"
#include "cli/pages/surprisal_page.h"

namespace pith::cli {
namespace {

/// The page and the file it goes to.
class PageFile {
 public:
  PageFile(const InputFile& text, const std::string& path, bool overwrite) : output_(path, overwrite) {
    if (output_.replaces(text.status())) throw FileError(path, "is both input and output; name another file");
    if (text.bytes().value_or(0) > SurprisalPage::kMaxTextBytes) SurprisalPage::refuse_length();
  }

  void add(const ByteSurprisal& surprisal) { page_.add(surprisal); }

  void finish(const SurprisalPageHeading& heading) {
    page_.write(output_.stream(), heading);
    output_.commit(std::nullopt, false);
  }

 private:
  OutputFile output_;
  SurprisalPage page_;
};

SurprisalPrinter begin_printing(const std::string& name, bool several) {
  if (several) print_to_stdout("==> " + printable(name) + " <==\n");
  SurprisalPrinter printer(TerminalColours::of_environment(), print_to_stdout);
  printer.legend();
  return printer;
}

}  // namespace

Measurement report_surprisals(const std::string& file, const MeasureCommandOptions& options, const Model* model,
                              const std::string& terms) {
  InputFile input(file);
  const std::string name = display_name(file);
  std::optional<PageFile> page;
  std::optional<SurprisalPrinter> printer;
  if (!options.html.empty()) page.emplace(input, options.html, options.force);
  if (options.show) printer.emplace(begin_printing(name, options.files.size() > 1));
  Measurement measurement;
  {
    Progress progress(name, input.bytes(), options.show || options.quiet());
    measurement = surprisals(input.stream(),
                             {.level = options.level,
                              .model = model,
                              .adaptive = options.adaptive,
                              .max_candidates = page ? SurprisalPage::kMaxCandidates : 0,
                              .text_bytes_done = progress.counter()},
                             [&](const ByteSurprisal& surprisal) {
                               if (page) page->add(surprisal);
                               if (printer) printer->add(surprisal);
                             });
  }
  if (printer) printer->finish();
  if (page) page->finish({name, terms, measurement});
  return measurement;
}

}  // namespace pith::cli
