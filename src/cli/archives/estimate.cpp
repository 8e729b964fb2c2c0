#include <algorithm>
#include <ctime>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cli/archives/archive_summary.h"
#include "cli/archives/file_commands.h"
#include "cli/console/print.h"
#include "cli/files/input_file.h"
#include "cli/files/special_file.h"
#include "cli/formatting/json.h"
#include "cli/formatting/table.h"
#include "cli/formatting/text.h"
#include "cli/models/model_choice.h"
#include "pith/codec.h"
#include "pith/error.h"
#include "pith/model_search.h"

namespace pith::cli {
namespace {

constexpr std::uint64_t kSampleBytes = std::uint64_t{1} << 16;
constexpr std::uint64_t kPieces = 4;
constexpr std::uint32_t kNetworkKind = 3;

struct Sample {
  std::string text;
  std::uint64_t text_bytes = 0;  ///< of what it was taken from
};

struct Estimate {
  int level = 0;
  std::optional<Model> model;
  std::uint64_t archive_bytes = 0;
  double bytes_per_second = 0;
  std::uint64_t memory_bytes = 0;
};

struct EstimatedFile {
  std::string name;
  std::uint64_t text_bytes = 0;
  std::uint64_t sample_bytes = 0;
  std::vector<Estimate> estimates;
};

Sample sample_of(InputFile& input) {
  const std::uint64_t bytes = input.bytes().value_or(0);
  if (bytes <= kSampleBytes) {
    std::string text = input.take(kSampleBytes);
    const std::uint64_t read = text.size();
    return {std::move(text), read};
  }
  Sample sample{.text = {}, .text_bytes = bytes};
  for (std::uint64_t piece = 0; piece < kPieces; ++piece) {
    const std::uint64_t begin = (bytes - kSampleBytes / kPieces) / (kPieces - 1) * piece;
    sample.text += input.take_from(begin, kSampleBytes / kPieces);
  }
  return sample;
}

/// Nothing, which is from empty, and then the models.
std::vector<std::optional<Model>> models_of(const FileOptions& options, Report& report) {
  std::vector<std::optional<Model>> models = {std::nullopt};
  if (!options.model.empty()) {
    if (std::optional<Model> model = starting_model(options.model, report)) models.push_back(std::move(model));
    return models;
  }
  std::vector<std::uint64_t> known;
  for (const IdentifiedFile& file : identified_model_files()) {
    if (std::ranges::find(known, file.identity) != known.end()) continue;
    known.push_back(file.identity);
    report.guard(file.path, [&] { models.emplace_back(Model::open(file.path)); });
  }
  return models;
}

bool has_network(const std::optional<Model>& model) {
  return model && std::ranges::any_of(model->sections(), [](const auto& s) { return s.kind == kNetworkKind; });
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

Estimate estimate(const Sample& sample, int level, const std::optional<Model>& model) {
  std::istringstream text(sample.text);
  std::ostringstream archive;
  const double begin = cpu_seconds();
  const CodecTotals totals = compress(text, archive, {.level = level, .model = model ? &*model : nullptr});
  const double seconds = cpu_seconds() - begin;
  const double longer =
      ratio(static_cast<double>(sample.text_bytes), static_cast<double>(sample.text.size())).value_or(1);
  const std::uint64_t model_bytes = model ? model->memory_bytes() : 0;
  return {.level = level,
          .model = model,
          .archive_bytes = static_cast<std::uint64_t>(static_cast<double>(totals.archive_bytes) * longer + 0.5),
          .bytes_per_second = ratio(static_cast<double>(sample.text.size()), seconds).value_or(0),
          .memory_bytes = static_cast<std::uint64_t>(memory_need(level).compress_bytes) + model_bytes};
}

EstimatedFile estimated(const std::string& file, const std::vector<std::optional<Model>>& models,
                        const FileOptions& options) {
  skip_special(file, options.force);
  InputFile input(file);
  const Sample sample = sample_of(input);
  EstimatedFile result{display_name(file), sample.text_bytes, sample.text.size(), {}};
  for (const std::optional<Model>& model : models) {
    for (const int level : distinct_levels(has_network(model))) {
      result.estimates.push_back(estimate(sample, level, model));
    }
  }
  return result;
}

std::optional<double> ratio_of(const EstimatedFile& file, const Estimate& estimate) {
  return ratio(static_cast<double>(estimate.archive_bytes), static_cast<double>(file.text_bytes));
}

std::string as_table(const EstimatedFile& file) {
  std::string text = printable(file.name) + ": " + counted(file.text_bytes, "byte");
  if (file.sample_bytes < file.text_bytes) text += ", by a sample of " + counted(file.sample_bytes, "byte");
  Table table({"Level", "Compressed", "Ratio", "Bits/byte", "Speed", "Memory", "Model"});
  for (const Estimate& estimate : file.estimates) {
    const std::optional<double> share = ratio_of(file, estimate);
    table.add({std::to_string(estimate.level), std::to_string(estimate.archive_bytes), percentage(share),
               fixed(share ? std::optional(8 * *share) : std::nullopt, 3), speed_text(estimate.bytes_per_second),
               megabytes(estimate.memory_bytes), estimate.model ? estimate.model->metadata().name : "-"});
  }
  return text + "\n" + table.text();
}

void write_estimate(JsonWriter& json, const EstimatedFile& file, const Estimate& estimate) {
  const std::optional<double> share = ratio_of(file, estimate);
  json.begin_object();
  json.field("level", estimate.level);
  json.field("model", estimate.model ? std::optional(identity_text(estimate.model->identity())) : std::nullopt);
  json.field("model_name", estimate.model ? std::optional(estimate.model->metadata().name) : std::nullopt);
  json.field("archive_bytes", estimate.archive_bytes);
  json.field("ratio", share);
  json.field("bits_per_byte", share ? std::optional(8 * *share) : std::nullopt);
  json.field("bytes_per_second", estimate.bytes_per_second);
  json.field("memory_bytes", estimate.memory_bytes);
  json.end_object();
}

std::string as_json(const std::vector<EstimatedFile>& files) {
  JsonWriter json;
  json.begin_object();
  json.key("files");
  json.begin_array();
  for (const EstimatedFile& file : files) {
    json.begin_object();
    json.field("name", file.name);
    json.field("text_bytes", file.text_bytes);
    json.field("sample_bytes", file.sample_bytes);
    json.key("settings");
    json.begin_array();
    for (const Estimate& estimate : file.estimates) write_estimate(json, file, estimate);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.text();
}

}  // namespace

void estimate_files(const FileOptions& options, Report& report) {
  const std::vector<std::optional<Model>> models = models_of(options, report);
  std::vector<EstimatedFile> files;
  for (const std::string& file : options.files) {
    report.guard(display_name(file), [&] {
      files.push_back(estimated(file, models, options));
      if (!options.json) print_lines_to_stdout(as_table(files.back()));
    });
  }
  if (options.json) print_to_stdout(as_json(files));
}

}  // namespace pith::cli
