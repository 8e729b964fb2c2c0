#include "pith/sample.h"

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/console/print.h"
#include "cli/console/report.h"
#include "cli/files/whole_file.h"
#include "cli/formatting/text.h"
#include "cli/formatting/utf8.h"
#include "cli/models/model_choice.h"
#include "cli/options/runner.h"
#include "cli/sample/options.h"

namespace pith::cli {
namespace {

/// Prints pieces of a text: at once on a terminal, else many together.
class TextPrinter {
 public:
  void add(std::string_view piece) {
    text_ += piece;
    const bool whole = on_terminal_ ? utf8_begun_at_end(text_) == 0 : text_.size() >= kBatchBytes;
    if (whole) flush();
  }

  void flush() {
    if (!text_.empty()) print_to_stdout(on_terminal_ ? harmless(text_) : text_);
    text_.clear();
  }

 private:
  static constexpr std::size_t kBatchBytes = 4096;

  /// `text` with its line feeds and tabs, and nothing else in it that steers a terminal.
  static std::string harmless(std::string_view text) {
    std::string result;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of("\n\t"), text.size());
      result += printable(std::string(text.substr(0, end)));
      if (end < text.size()) result += text[end];
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
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
  const std::optional<Model> model = required_model(options.model, report);
  print_sample(options, model ? &*model : nullptr);
}

}  // namespace

Command sample_command() {
  return command_of(CommandDefinition<SampleCommandOptions>{
      .text = kSampleText, .rows = sample_rows(), .finish = finish_sample_options, .run = run});
}

}  // namespace pith::cli
