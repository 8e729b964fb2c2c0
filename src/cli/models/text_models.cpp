#include "cli/models/text_models.h"

#include <filesystem>
#include <system_error>
#include <vector>

#include "cli/files/input_file.h"
#include "cli/formatting/text.h"
#include "cli/models/model_choice.h"

namespace pith::cli {
namespace {

/// Parts of a regular file are read from all over it; what is none cannot be read twice.
TextSample sample_of(const std::string& file, std::string_view beginning) {
  std::error_code error;
  const bool is_long = beginning.size() > TextSample::kMostBytes;
  if (!is_long || file == "-" || !std::filesystem::is_regular_file(file, error)) {
    return TextSample::of_beginning(beginning);
  }
  InputFile again(file);
  const std::uint64_t bytes = again.bytes().value_or(0);
  if (bytes < beginning.size()) return TextSample::of_beginning(beginning);  // as /proc has them
  return TextSample::of(
      bytes, [&](std::uint64_t offset, std::size_t count) { return again.take_from(offset, count); });
}

}  // namespace

TextModels::TextModels(const std::string& choice, const Report& report) : report_(report) {
  if (!chooses(choice)) {
    model_ = starting_model(choice, report);
    return;
  }
  const std::vector<std::string> files = model_files_to_choose_from();
  if (files.empty()) report.notice(no_model_found("no model"));
  if (files.size() > ModelChooser::kMostModels) {
    report.note("only the first " + std::to_string(ModelChooser::kMostModels) + " of " + std::to_string(files.size()) +
                " models are chosen from");
  }
  chooser_.emplace(files, [&report](const Error& error) {
    const std::string text = std::string("a model is passed over: ") + error.what();
    error.code() == ErrorCode::kModel ? report.note(text) : report.notice(text);  // not made for this, or not readable
  });
}

const Model* TextModels::model_for(const std::string& file, std::string_view beginning, int level) {
  if (chooser_) {
    ModelChoice choice = chooser_->choose(sample_of(file, beginning), level);
    tell(file, choice);
    model_ = std::move(choice.model);
  }
  return model_ ? &*model_ : nullptr;
}

std::uint64_t TextModels::memory_bytes() const {
  if (chooser_) return chooser_->memory_bytes();
  return model_ ? model_->memory_bytes() : 0;
}

void TextModels::tell(const std::string& file, const ModelChoice& choice) const {
  std::string expected;
  for (const ModelChoice::Estimate& each : choice.estimates) {
    expected += (expected.empty() ? "" : ", ") + fixed(each.bits_per_byte, 3) + " with " + each.name;
  }
  const std::string chosen = choice.model ? "model " + name_and_identity(*choice.model) : std::string("no model");
  const std::string sample = counted(choice.sample_bytes, "byte");
  report_.note(display_name(file) + ": " + chosen +
               (expected.empty() ? "" : "; expected bits/byte by " + sample + ": " + expected));
}

}  // namespace pith::cli
