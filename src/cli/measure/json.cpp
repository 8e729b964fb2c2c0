#include "cli/formatting/json.h"

#include "cli/formatting/text.h"
#include "cli/measure/figures.h"
#include "cli/measure/measured_two_part_code.h"
#include "cli/measure/results.h"

namespace pith::cli {
namespace {

void write_files(JsonWriter& json, const ModelResults& results, bool per_file) {
  json.key("files");
  json.begin_array();
  for (const Measured& file : results.files) {
    if (!per_file) break;
    json.begin_object();
    json.field("name", file.name);
    write_figures(json, file.measurement);
    json.end_object();
  }
  json.end_array();
}

void write_total(JsonWriter& json, const ModelResults& results) {
  json.key("total");
  json.begin_object();
  json.field("files", results.files.size());
  write_figures(json, results.total());
  json.field("bits_per_char_95", results.estimate().half_width());
  json.end_object();
}

void write_model(JsonWriter& json, const ModelResults& results, const ModelResults* from_empty, bool per_file) {
  json.begin_object();
  const std::optional<Model>& model = results.model;
  json.field("model", model ? std::optional(identity_text(model->identity())) : std::nullopt);
  json.field("model_name", model ? std::optional(model->metadata().name) : std::nullopt);
  write_files(json, results, per_file);
  write_total(json, results);
  json.key("two_part_code");
  json.begin_object();
  write_two_part_code(json, two_part_code(results, from_empty));
  json.end_object();
  json.field("seconds", results.seconds);
  json.field("bytes_per_second", ratio(static_cast<double>(results.total().bytes), results.seconds));
  json.end_object();
}

}  // namespace

std::string measured_json(const std::vector<ModelResults>& results, const MeasureCommandOptions& options) {
  JsonWriter json;
  json.begin_object();
  json.field("level", options.level);
  json.field("adaptive", options.adaptive);
  json.key("models");
  json.begin_array();
  for (const ModelResults& each : results) {
    write_model(json, each, results_from_empty(results), options.per_file);
  }
  json.end_array();
  json.end_object();
  return json.text();
}

}  // namespace pith::cli
