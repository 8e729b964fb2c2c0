#include <algorithm>
#include <optional>
#include <string>
#include <thread>

#include "cli/archives/convert.h"
#include "cli/archives/file_commands.h"
#include "cli/archives/suffix.h"
#include "cli/console/print.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/formatting/text.h"
#include "cli/models/model_choice.h"
#include "cli/options/shared_options.h"
#include "pith/codec.h"
#include "pith/error.h"

namespace pith::cli {

namespace {

std::uint64_t need_of(int level) { return static_cast<std::uint64_t>(memory_need(level).compress_bytes); }

/// Fewer threads, then a lower level, until what is needed fits into the limit. Throws Error kUsage if nothing does.
/// `model_bytes`: what the model takes, once for all threads.
FileOptions within_memory(FileOptions options, std::uint64_t model_bytes) {
  if (options.max_memory == 0) return options;
  const int asked = options.level;
  const auto all_of = [&](int level) { return need_of(level) + model_bytes; };
  while (options.level > kMinLevel && all_of(options.level) > options.max_memory) --options.level;
  if (all_of(options.level) > options.max_memory) {
    throw Error(ErrorCode::kUsage, "level " + std::to_string(options.level) + " needs " +
                                       std::to_string(all_of(options.level)) + " bytes of memory, and -M allows " +
                                       std::to_string(options.max_memory));
  }
  const std::uint64_t room = (options.max_memory - model_bytes) / need_of(options.level);
  const int wanted = options.threads == 0 ? static_cast<int>(std::thread::hardware_concurrency()) : options.threads;
  options.threads = std::max(1, static_cast<int>(std::min<std::uint64_t>(static_cast<std::uint64_t>(wanted), room)));
  if (options.level != asked && options.verbosity > -1) {
    print_to_stderr("pith: level " + std::to_string(asked) + " needs " + std::to_string(all_of(asked)) +
                    " bytes of memory, and -M allows " + std::to_string(options.max_memory) +
                    ": compressing with level " + std::to_string(options.level) + "\n");
  }
  return options;
}

}  // namespace

void compress_files(const FileOptions& given, Report& report) {
  const std::optional<Model> model = starting_model(given.model, report);
  const FileOptions options = within_memory(given, model ? model->memory_bytes() : 0);
  const long long need = memory_need(options.level).compress_bytes;
  report.set_memory_advice(memory_advice(need, options.threads, options.level > kMinLevel));
  if (report.verbosity() > 1) {
    report.note("level " + std::to_string(options.level) + ", up to " + megabytes(static_cast<std::uint64_t>(need)) +
                " of memory a thread" + (model ? " and " + megabytes(model->memory_bytes()) + " for the model" : ""));
  }
  const Coder code = [&](std::istream& text, std::ostream& archive, std::atomic<std::uint64_t>* done) {
    return compress(text, archive,
                    {.level = options.level,
                     .threads = options.threads,
                     .text_bytes_done = done,
                     .model = model ? &*model : nullptr,
                     .block_bytes = options.block_bytes});
  };
  Decoder verify;
  if (options.verify) {
    verify = [&](std::istream& archive, std::ostream& text) {
      decompress(archive, text, {.threads = options.threads, .find_model = [&](std::uint64_t) { return *model; }});
    };
  }
  for (const std::string& file : options.files) {
    report.guard(display_name(file), [&] {
      const Route route = route_to(options, file, file + options.suffix);
      const bool derived = !options.to_stdout && options.output.empty() && file != "-";
      if (derived && !options.force && has_suffix(file, options.suffix)) {
        throw Skipped("already has the suffix " + options.suffix + ", unchanged; use -f to compress it again");
      }
      convert(route, options, report, code, verify);
    });
  }
}

}  // namespace pith::cli
