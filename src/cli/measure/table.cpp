#include "cli/formatting/table.h"

#include <cmath>

#include "cli/formatting/text.h"
#include "cli/measure/measured_two_part_code.h"
#include "cli/measure/results.h"
#include "cli/models/model_choice.h"

namespace pith::cli {
namespace {

std::string level_and_mode(const MeasureCommandOptions& options) {
  return "level " + std::to_string(options.level) + (options.adaptive ? ", adaptive" : ", static");
}

void add_row(Table& table, const std::string& name, const Measurement& m) {
  table.add({std::to_string(m.bytes), std::to_string(m.characters), std::to_string(m.words), fixed(m.bits, 0),
             fixed(m.bits_per_byte(), 4), fixed(m.bits_per_char(), 4), fixed(m.nats_per_char(), 4),
             compact(m.perplexity_per_char()), compact(m.perplexity_per_word()), name});
}

/// A sentence about documents like those measured, or nothing.
std::string estimate(const ModelResults& results) {
  const BitsPerCharEstimate estimate = results.estimate();
  if (!std::isfinite(estimate.half_width())) return "";
  return "bits/char of texts like these: " + fixed(estimate.ratio(), 4) + " +- " + fixed(estimate.half_width(), 4) +
         " (95 %, " + counted(estimate.documents(), "text") + ")\n";
}

std::string table_of_one(const ModelResults& results, const MeasureCommandOptions& options) {
  Table table(
      {"bytes", "chars", "words", "bits", "bits/byte", "bits/char", "nats/char", "ppl/char", "ppl/word", "name"});
  if (options.per_file) {
    for (const Measured& file : results.files) add_row(table, file.name, file.measurement);
  }
  if (results.files.size() > 1 || !options.per_file) add_row(table, "total", results.total());
  return measuring_terms(options, results.model) + "\n" + table.text() + estimate(results);
}

/// Bits a character of one text under each model, and the name of the best.
std::vector<std::string> row_of_models(const std::vector<ModelResults>& results, const std::string& name,
                                       const std::vector<Measurement>& measurements) {
  std::vector<std::string> cells = {std::to_string(measurements.front().characters)};
  std::size_t best = 0;
  for (std::size_t i = 0; i < measurements.size(); ++i) {
    cells.push_back(fixed(measurements[i].bits_per_char(), 4));
    if (measurements[i].bits < measurements[best].bits) best = i;
  }
  cells.push_back(results[best].model_name());
  cells.push_back(name);
  return cells;
}

std::string table_of_texts(const std::vector<ModelResults>& results, const MeasureCommandOptions& options) {
  std::vector<std::string> header = {"chars"};
  for (const ModelResults& each : results) header.push_back(each.model_name());
  header.insert(header.end(), {"best", "name"});
  Table table(header);
  const std::size_t files = results.front().files.size();
  for (std::size_t i = 0; i < files && options.per_file; ++i) {
    std::vector<Measurement> measurements;
    for (const ModelResults& each : results) measurements.push_back(each.files[i].measurement);
    table.add(row_of_models(results, results.front().files[i].name, measurements));
  }
  if (files > 1 || !options.per_file) {
    std::vector<Measurement> totals;
    for (const ModelResults& each : results) totals.push_back(each.total());
    table.add(row_of_models(results, "total", totals));
  }
  return table.text();
}

std::string two_part_table(const std::vector<ModelResults>& results) {
  const ModelResults* from_empty = results_from_empty(results);
  Table table({"model bits", "data bits", "together", "pays from", "model"});
  for (const ModelResults& each : results) {
    const TwoPartCode code = two_part_code(each, from_empty);
    const std::string pays = code.pays_from_chars ? fixed(*code.pays_from_chars / 1e6, 1) + " M chars" : "-";
    table.add({fixed(code.model_bits, 0), fixed(code.data_bits, 0), fixed(code.bits(), 0), pays,
               each.model ? name_and_identity(*each.model) : each.model_name()});
  }
  return table.text();
}

}  // namespace

std::string measuring_terms(const MeasureCommandOptions& options, const std::optional<Model>& model) {
  return level_and_mode(options) + (model ? ", model " + name_and_identity(*model) : ", from empty");
}

std::string measured_table(const std::vector<ModelResults>& results, const MeasureCommandOptions& options) {
  if (results.size() == 1) return table_of_one(results.front(), options);
  return level_and_mode(options) + ", bits/char by model\n" + table_of_texts(results, options) +
         "\ntwo-part code: the model and all texts\n" + two_part_table(results);
}

}  // namespace pith::cli
