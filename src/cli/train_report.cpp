#include "cli/train_report.h"

#include "cli/json.h"
#include "cli/table.h"
#include "cli/text.h"
#include "pith/model.h"

namespace pith::cli {
namespace {

double bits(std::uint32_t millibits) { return millibits / 1000.0; }

std::uint64_t held_out_bytes(const TrainReport& report) {
  std::uint64_t bytes = 0;
  for (const TrainingText& text : report.held_out) bytes += text.bytes.size();
  return bytes;
}

std::optional<double> xz_bits_per_char(const TrainOutcome& outcome) {
  if (!outcome.xz_bytes) return std::nullopt;
  return ratio(8 * static_cast<double>(*outcome.xz_bytes), static_cast<double>(outcome.report.held_out_characters));
}

std::string held_out_table(const TrainOutcome& outcome) {
  const std::optional<double> xz = xz_bits_per_char(outcome);
  const std::string text =
      counted(held_out_bytes(outcome.report), "byte") + " of " + counted(outcome.report.held_out.size(), "text");
  Table table({"level", "from empty", "with model", "xz -9e", "held out"});
  for (const ModelMetadata::HeldOut& result : outcome.report.results) {
    table.add({std::to_string(result.level), fixed(bits(result.from_empty_millibits), 3),
               fixed(bits(result.with_model_millibits), 3), xz ? fixed(*xz, 3) : "-", text});
  }
  return "bits a character of held-out text:\n" + table.text();
}

}  // namespace

std::string train_sentences(const TrainCommandOptions& options, const TrainOutcome& outcome) {
  const TrainReport& report = outcome.report;
  return printable(options.output) + ": a pith model of " + counted(report.model_bytes, "byte") + ", identity " +
         identity_text(report.identity) + "\nlearnt from " + counted(outcome.corpus_files, "file") + ", " +
         counted(outcome.corpus_bytes, "byte") + ", in " + clock_time(outcome.seconds) + " and " +
         fixed(static_cast<double>(outcome.peak_memory_bytes) / 1e6, 0) + " MB of memory\n" + held_out_table(outcome);
}

std::string train_json(const TrainCommandOptions& options, const TrainOutcome& outcome) {
  const TrainReport& report = outcome.report;
  JsonWriter json;
  json.begin_object();
  json.field("file", options.output);
  json.field("name", options.name);
  json.field("identity", identity_text(report.identity));
  json.field("model_bytes", report.model_bytes);
  json.field("corpus_files", outcome.corpus_files);
  json.field("corpus_bytes", outcome.corpus_bytes);
  json.field("counted_bytes", report.counted_bytes);
  json.field("tuning_bytes", report.tuning_bytes);
  json.field("seconds", outcome.seconds);
  json.field("peak_memory_bytes", outcome.peak_memory_bytes);
  json.key("held_out");
  json.begin_object();
  json.field("texts", report.held_out.size());
  json.field("bytes", held_out_bytes(report));
  json.field("chars", report.held_out_characters);
  json.key("xz_bits_per_char");
  const std::optional<double> xz = xz_bits_per_char(outcome);
  xz ? json.value(*xz) : json.null();
  json.key("levels");
  json.begin_array();
  for (const ModelMetadata::HeldOut& result : report.results) {
    json.begin_object();
    json.field("level", result.level);
    json.field("bits_per_char_from_empty", bits(result.from_empty_millibits));
    json.field("bits_per_char", bits(result.with_model_millibits));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.end_object();
  return json.text();
}

}  // namespace pith::cli
