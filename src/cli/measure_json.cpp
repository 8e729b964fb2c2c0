#include <algorithm>

#include "cli/json.h"
#include "cli/measure_figures.h"
#include "cli/measure_results.h"
#include "cli/text.h"
#include "cli/two_part_code.h"
#include "pith/confidence.h"

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
  BitsPerCharEstimate estimate;
  for (const Measured& file : results.files) estimate.add(file.measurement);
  json.key("total");
  json.begin_object();
  json.field("files", results.files.size());
  write_figures(json, results.total());
  json.field("bits_per_char_95", estimate.half_width());
  json.end_object();
}

void write_two_parts(JsonWriter& json, const TwoPartCode& code) {
  json.key("two_part_code");
  json.begin_object();
  json.field("model_bits", code.model_bits);
  json.field("data_bits", code.data_bits);
  json.field("bits", code.bits());
  json.key("pays_from_chars");
  code.pays_from_chars ? json.value(*code.pays_from_chars) : json.null();
  json.end_object();
}

void write_model(JsonWriter& json, const ModelResults& results, const ModelResults* from_empty, bool per_file) {
  json.begin_object();
  json.key("model");
  results.model ? json.value(identity_text(results.model->identity())) : json.null();
  json.key("model_name");
  results.model ? json.value(results.model->metadata().name) : json.null();
  write_files(json, results, per_file);
  write_total(json, results);
  write_two_parts(json, two_part_code(results, from_empty));
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
