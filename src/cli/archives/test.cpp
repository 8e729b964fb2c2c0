#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/archives/archive_summary.h"
#include "cli/archives/checked_text.h"
#include "cli/archives/file_commands.h"
#include "cli/archives/like_text.h"
#include "cli/console/progress.h"
#include "cli/files/descriptor_stream.h"
#include "cli/files/input_file.h"
#include "cli/files/special_file.h"
#include "cli/formatting/text.h"
#include "cli/models/model_choice.h"
#include "pith/codec.h"

namespace pith::cli {
namespace {

using ModelFinder = std::function<Model(std::uint64_t identity)>;
using Text = std::vector<std::uint8_t>;

void test_file(const std::string& file, const FileOptions& options, const ModelFinder& find_model, const Text& like,
               const Report& report) {
  skip_special(file, options.force);
  InputFile input(file);
  input.refuse_terminal(options.force);
  const bool quiet = options.quiet();
  const auto text_bytes = Progress::visible(quiet) ? promised_text_bytes(file) : std::nullopt;
  DiscardingWriter nowhere;
  LimitedWriter limited(nowhere, options.max_output);
  std::ostream text(&limited);
  text.exceptions(std::ios::badbit | std::ios::failbit);
  CodecTotals totals;
  {
    Progress progress(display_name(file), text_bytes, quiet);
    totals = decompress(input.stream(), text,
                        {.threads = options.threads,
                         .text_bytes_done = progress.counter(),
                         .find_model = find_model,
                         .max_memory_bytes = options.max_memory,
                         .like = like});
  }
  report.note(display_name(file) + ": OK, " + counted(totals.text_bytes, "byte") + " of text");
}

}  // namespace

void test_files(const FileOptions& options, Report& report) {
  report.set_memory_advice(memory_advice(memory_need(kMaxLevel).decompress_bytes, options.threads, false));
  const ModelFinder find_model = model_finder(options.model, report);
  const Text like = like_text(options.like);
  for (const std::string& file : options.files) {
    report.guard(display_name(file), [&] { test_file(file, options, find_model, like, report); });
  }
}

}  // namespace pith::cli
