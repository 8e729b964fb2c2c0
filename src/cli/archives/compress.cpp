#include <optional>

#include "cli/archives/convert.h"
#include "cli/archives/file_commands.h"
#include "cli/archives/suffix.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/models/model_choice.h"
#include "pith/codec.h"

namespace pith::cli {

void compress_files(const FileOptions& options, Report& report) {
  const long long need = memory_need(options.level).compress_bytes;
  report.set_memory_advice(memory_advice(need, options.threads, options.level > kMinLevel));
  if (report.verbosity() > 1) {
    report.note("level " + std::to_string(options.level) + ", up to " + std::to_string(need / 1000000) +
                " MB of memory a thread");
  }
  const std::optional<Model> model = starting_model(options.model, report);
  const Coder code = [&](std::istream& text, std::ostream& archive, std::atomic<std::uint64_t>* done) {
    return compress(text, archive,
                    {.level = options.level,
                     .threads = options.threads,
                     .text_bytes_done = done,
                     .model = model ? &*model : nullptr});
  };
  for (const std::string& file : options.files) {
    report.guard(display_name(file), [&] {
      const Route route = route_to(options, file, file + options.suffix);
      const bool derived = !options.to_stdout && options.output.empty() && file != "-";
      if (derived && !options.force && has_suffix(file, options.suffix)) {
        throw Skipped("already has the suffix " + options.suffix + ", unchanged; use -f to compress it again");
      }
      convert(route, options, report, code);
    });
  }
}

}  // namespace pith::cli
