#include "pith/sample.h"

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/console/print.h"
#include "cli/console/report.h"
#include "cli/console/runner.h"
#include "cli/files/whole_file.h"
#include "cli/models/model_choice.h"
#include "cli/sample/options.h"

namespace pith::cli {
namespace {

/// Prints pieces of a text: at once on a terminal, else many together.
class TextPrinter {
 public:
  void add(std::string_view piece) {
    text_ += piece;
    if (on_terminal_ || text_.size() >= kBatchBytes) flush();
  }

  void flush() {
    if (text_.empty()) return;
    if (on_terminal_) std::ranges::replace_if(text_, steers_terminals, '?');
    print_to_stdout(text_);
    text_.clear();
  }

 private:
  static constexpr std::size_t kBatchBytes = 4096;

  static bool steers_terminals(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
  }

  bool on_terminal_ = isatty(STDOUT_FILENO) != 0;
  std::string text_;
};

std::string prompt_of(const SampleCommandOptions& options) {
  if (options.prompt_file.empty()) return options.prompt;
  const std::vector<std::uint8_t> bytes = whole_file(options.prompt_file, kMaxPromptBytes);
  return {bytes.begin(), bytes.end()};
}

void print_sample(const SampleCommandOptions& options, const Model* model) {
  TextPrinter printer;
  sample({.level = options.level,
          .model = model,
          .adaptive = options.adaptive,
          .prompt = prompt_of(options),
          .characters = options.characters,
          .temperature_milli = options.temperature_milli,
          .top_p_milli = options.top_p_milli,
          .seed = options.seed,
          .stop = options.stop},
         [&printer](std::string_view piece) { printer.add(piece); });
  printer.flush();
}

void run(const SampleCommandOptions& options, Report& report) {
  report.set_memory_advice(memory_advice(memory_need(options.level).compress_bytes, 1, options.level > kMinLevel));
  const std::optional<Model> model = starting_model(options.model, report);
  print_sample(options, model ? &*model : nullptr);
}

}  // namespace

Command sample_command() {
  return command_of(CommandDefinition<SampleCommandOptions>{
      .text = kSampleText, .rows = sample_rows(), .finish = finish_sample_options, .run = run});
}

}  // namespace pith::cli
