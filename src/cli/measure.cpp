#include "pith/measure.h"

#include <optional>
#include <string>
#include <vector>

#include "cli/input_file.h"
#include "cli/json.h"
#include "cli/measure_options.h"
#include "cli/model_choice.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/table.h"
#include "cli/text.h"

namespace pith::cli {
namespace {

struct Measured {
  std::string name;
  Measurement measurement;
};

/// How all files are measured.
struct Terms {
  const MeasureCommandOptions& options;
  std::optional<Model> model;
};

Measured measure_file(const std::string& file, const Terms& terms) {
  const MeasureCommandOptions& options = terms.options;
  InputFile input(file);
  Progress progress(display_name(file), input.bytes(), options.verbosity < 0);
  return {display_name(file), measure(input.stream(), {.level = options.level,
                                                       .threads = options.threads,
                                                       .text_bytes_done = progress.counter(),
                                                       .model = terms.model ? &*terms.model : nullptr,
                                                       .adaptive = options.adaptive})};
}

Measurement total_of(const std::vector<Measured>& files) {
  Measurement total;
  for (const Measured& file : files) total += file.measurement;
  return total;
}

void add_row(Table& table, const Measured& row) {
  const Measurement& m = row.measurement;
  table.add({std::to_string(m.bytes), std::to_string(m.characters), std::to_string(m.words), fixed(m.bits, 0),
             fixed(m.bits_per_byte(), 4), fixed(m.bits_per_char(), 4),
             fixed(ratio(m.nats(), static_cast<double>(m.characters)), 4), compact(m.perplexity_per_char()),
             compact(m.perplexity_per_word()), row.name});
}

/// "level 6, adaptive, from empty"
std::string headline(const Terms& terms) {
  return "level " + std::to_string(terms.options.level) + (terms.options.adaptive ? ", adaptive, " : ", static, ") +
         (terms.model ? "model " + name_and_identity(*terms.model) : "from empty");
}

std::string as_table(const std::vector<Measured>& files, const Terms& terms) {
  Table table(
      {"bytes", "chars", "words", "bits", "bits/byte", "bits/char", "nats/char", "ppl/char", "ppl/word", "name"});
  if (terms.options.per_file) {
    for (const Measured& file : files) add_row(table, file);
  }
  if (files.size() > 1 || !terms.options.per_file) add_row(table, {"total", total_of(files)});
  return headline(terms) + "\n" + table.text();
}

void write_figures(JsonWriter& json, const Measurement& m) {
  json.field("bytes", m.bytes);
  json.field("chars", m.characters);
  json.field("words", m.words);
  json.field("bits", m.bits);
  json.field("nats", m.nats());
  json.field("bits_per_byte", m.bits_per_byte());
  json.field("bits_per_char", m.bits_per_char());
  json.field("bits_per_word", m.bits_per_word());
  json.field("nats_per_char", ratio(m.nats(), static_cast<double>(m.characters)));
  json.field("perplexity_per_byte", m.perplexity_per_byte());
  json.field("perplexity_per_char", m.perplexity_per_char());
  json.field("perplexity_per_word", m.perplexity_per_word());
}

std::string as_json(const std::vector<Measured>& files, const Terms& terms) {
  JsonWriter json;
  json.begin_object();
  json.field("level", terms.options.level);
  json.key("model");
  terms.model ? json.value(identity_text(terms.model->identity())) : json.null();
  json.key("model_name");
  terms.model ? json.value(terms.model->metadata().name) : json.null();
  json.field("adaptive", terms.options.adaptive);
  json.key("files");
  json.begin_array();
  for (const Measured& file : files) {
    if (!terms.options.per_file) break;
    json.begin_object();
    json.field("name", file.name);
    write_figures(json, file.measurement);
    json.end_object();
  }
  json.end_array();
  json.key("total");
  json.begin_object();
  json.field("files", files.size());
  write_figures(json, total_of(files));
  json.end_object();
  json.end_object();
  return json.text();
}

}  // namespace

int measure_command(const Arguments& arguments) {
  const MeasureCommandOptions options = parse_measure_options(arguments);
  if (options.help) {
    print_to_stdout(measure_help());
    return 0;
  }
  Report report(options.verbosity);
  report.set_memory_advice(
      memory_advice(memory_need(options.level).compress_bytes, options.threads, options.level > kMinLevel));
  const Terms terms{options, starting_model(options.model, report)};
  std::vector<Measured> files;
  for (const std::string& file : options.files) {
    report.guard(display_name(file), [&] { files.push_back(measure_file(file, terms)); });
  }
  if (!files.empty()) print_to_stdout(options.json ? as_json(files, terms) : as_table(files, terms));
  return report.exit_code();
}

}  // namespace pith::cli
