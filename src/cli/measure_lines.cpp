#include "cli/measure_lines.h"

#include <optional>

#include "cli/input_file.h"
#include "cli/json.h"
#include "cli/json_lines.h"
#include "cli/measure_figures.h"
#include "cli/progress.h"
#include "cli/utf8.h"
#include "pith/measure.h"
#include "pith/surprisal.h"

namespace pith::cli {
namespace {

/// The fields that tell where in which file something is, if there is more than one.
JsonWriter begin_line(const std::string& name, const MeasureCommandOptions& options) {
  JsonWriter json(JsonWriter::Layout::kOneLine);
  json.begin_object();
  if (options.files.size() > 1) json.field("name", name);
  return json;
}

/// Gathers bytes into characters: valid UTF-8 sequences, and single bytes that are part of none.
class CharacterLines {
 public:
  CharacterLines(const std::string& name, const MeasureCommandOptions& options, JsonLines& lines)
      : name_(name), options_(options), lines_(lines) {}

  void add(const ByteSurprisal& surprisal) {
    bytes_ += static_cast<char>(surprisal.byte);
    bits_.push_back(surprisal.bits);
    while (!bytes_.empty()) {
      const std::size_t length = utf8_length(bytes_, 0);
      if (length == 0 && may_be_completed()) return;
      print(length == 0 ? 1 : length, length != 0);
    }
  }

  void finish() {
    while (!bytes_.empty()) {
      const std::size_t length = utf8_length(bytes_, 0);
      print(length == 0 ? 1 : length, length != 0);
    }
  }

 private:
  bool may_be_completed() const {
    const auto lead = static_cast<unsigned char>(bytes_[0]);
    const std::size_t wanted = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
    return bytes_.size() < wanted && (static_cast<unsigned char>(bytes_.back()) >= 0x80);
  }

  void print(std::size_t length, bool valid) {
    double bits = 0;
    for (std::size_t i = 0; i < length; ++i) bits += bits_[i];
    JsonWriter json = begin_line(name_, options_);
    json.field("byte", offset_);
    if (valid) {
      json.field("char", bytes_.substr(0, length));
    } else {
      json.field("not_utf8", std::uint64_t{static_cast<unsigned char>(bytes_[0])});
    }
    json.field("bits", bits);
    json.end_object();
    lines_.add(json);
    offset_ += length;
    bytes_.erase(0, length);
    bits_.erase(bits_.begin(), bits_.begin() + static_cast<std::ptrdiff_t>(length));
  }

  std::string name_;
  const MeasureCommandOptions& options_;
  JsonLines& lines_;
  std::string bytes_;  // not printed yet
  std::vector<double> bits_;
  std::uint64_t offset_ = 0;
};

}  // namespace

void print_lines(const std::string& file, const MeasureCommandOptions& options, const Model* model) {
  InputFile input(file);
  const std::string name = display_name(file);
  Progress progress(name, input.bytes(), options.verbosity < 0);
  JsonLines lines;
  std::uint64_t number = 0;
  measure_lines(input.stream(),
                {.level = options.level,
                 .threads = options.threads,
                 .text_bytes_done = progress.counter(),
                 .model = model,
                 .adaptive = options.adaptive},
                [&](const MeasuredLine& line) {
                  JsonWriter json = begin_line(name, options);
                  json.field("line", ++number);
                  write_figures(json, line.measurement);
                  json.end_object();
                  lines.add(json);
                });
  lines.flush();
}

void print_characters(const std::string& file, const MeasureCommandOptions& options, const Model* model) {
  InputFile input(file);
  const std::string name = display_name(file);
  Progress progress(name, input.bytes(), options.verbosity < 0);
  JsonLines lines;
  CharacterLines characters(name, options, lines);
  surprisals(
      input.stream(),
      {.level = options.level, .model = model, .adaptive = options.adaptive, .text_bytes_done = progress.counter()},
      [&](const ByteSurprisal& surprisal) { characters.add(surprisal); });
  characters.finish();
  lines.flush();
}

}  // namespace pith::cli
