#include "cli/measure/lines.h"

#include "cli/console/json_lines.h"
#include "cli/console/progress.h"
#include "cli/files/input_file.h"
#include "cli/formatting/json.h"
#include "cli/measure/figures.h"
#include "cli/measure/surprisal_characters.h"
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

}  // namespace

void print_lines(const std::string& file, const MeasureCommandOptions& options, const Model* model) {
  InputFile input(file);
  const std::string name = display_name(file);
  Progress progress(name, input.bytes(), options.quiet());
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
  Progress progress(name, input.bytes(), options.quiet());
  JsonLines lines;
  SurprisalCharacters characters;
  std::uint64_t place = 0;
  const auto print = [&](const SurprisalCharacter& character) {
    JsonWriter json = begin_line(name, options);
    json.field("byte", place);
    if (character.valid) {
      json.field("char", character.bytes);
    } else {
      json.field("not_utf8", static_cast<unsigned char>(character.bytes.front()));
    }
    json.field("bits", character.bits);
    json.end_object();
    lines.add(json);
    place += character.bytes.size();
  };
  surprisals(
      input.stream(),
      {.level = options.level, .model = model, .adaptive = options.adaptive, .text_bytes_done = progress.counter()},
      [&](const ByteSurprisal& surprisal) { characters.add(surprisal, print); });
  characters.finish(print);
  lines.flush();
}

}  // namespace pith::cli
