#include "cli/archives/convert.h"
#include "cli/archives/file_commands.h"
#include "cli/archives/suffix.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/models/model_choice.h"
#include "pith/codec.h"

namespace pith::cli {

void decompress_files(const FileOptions& options, Report& report) {
  report.set_memory_advice(memory_advice(memory_need(kMaxLevel).decompress_bytes, options.threads, false));
  const auto find_model = model_finder(options.model, report);
  const Coder code = [&](std::istream& archive, std::ostream& text, std::atomic<std::uint64_t>* done) {
    return decompress(archive, text, {.threads = options.threads, .text_bytes_done = done, .find_model = find_model});
  };
  for (const std::string& file : options.files) {
    report.guard(display_name(file), [&] {
      const bool derived = !options.to_stdout && options.output.empty() && file != "-";
      if (derived && !has_suffix(file)) {
        throw Skipped("does not end in .pith, skipped; say where the text goes with -c or -o");
      }
      convert(route_to(options, file, derived ? without_suffix(file) : ""), options, report, code);
    });
  }
}

}  // namespace pith::cli
