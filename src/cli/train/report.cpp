#include "cli/train/report.h"

#include "cli/formatting/json.h"
#include "cli/formatting/table.h"
#include "cli/formatting/text.h"
#include "cli/formatting/two_part_code.h"
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

/// The two-part code of the corpus, as if all of it were like the held-out text, at the highest level that is measured.
struct CorpusCode {
  std::uint32_t level = 0;
  TwoPartCode code;
  double bits_from_empty = 0;
};

CorpusCode corpus_code(const TrainOutcome& outcome) {
  const ModelMetadata::HeldOut& highest = outcome.report.results.back();
  const double chars =
      ratio(static_cast<double>(outcome.corpus_bytes) * static_cast<double>(outcome.report.held_out_characters),
            static_cast<double>(held_out_bytes(outcome.report)))
          .value_or(0);
  const double from_empty = bits(highest.from_empty_millibits);
  const double with_model = bits(highest.with_model_millibits);
  return {.level = highest.level,
          .code = two_part_code(8 * static_cast<double>(outcome.report.model_bytes), with_model * chars,
                                from_empty - with_model),
          .bits_from_empty = from_empty * chars};
}

std::string millions(double number) { return fixed(number / 1e6, 2); }

std::string code_sentence(const TrainOutcome& outcome) {
  const auto [level, code, bits_from_empty] = corpus_code(outcome);
  return "two-part code of the corpus, level " + std::to_string(level) + ": " + millions(code.model_bits) + " + " +
         millions(code.data_bits) + " = " + millions(code.bits()) + " million bits, from empty " +
         millions(bits_from_empty) +
         (code.pays_from_chars ? "; the model pays from " + millions(*code.pays_from_chars) + " million characters on\n"
                               : "; the model saves nothing\n");
}

std::string network_sentence(const std::optional<NetworkCost>& cost) {
  if (!cost) return "";
  return "network: " + fixed(cost->float_bits_per_byte, 4) + " bits/byte in float, " +
         fixed(cost->integer_bits_per_byte, 4) + " in integers: quantising costs " +
         fixed(cost->quantising_bits_per_byte(), 4) + ", on " + counted(cost->bytes, "byte") + " of unseen text\n";
}

/// "left out: 2 files that repeat others, 1 file that is measured on", or nothing.
std::string left_out_sentence(const LeftOutFiles& files) {
  std::string text;
  if (files.repeated > 0)
    text = counted(files.repeated, "file") + (files.repeated == 1 ? " that repeats" : " that repeat") + " others";
  if (files.held_out > 0) {
    text += (text.empty() ? "" : ", ") + counted(files.held_out, "file") +
            (files.held_out == 1 ? " that is measured on" : " that are measured on");
  }
  if (files.tuning > 0) {
    text += (text.empty() ? "" : ", ") + counted(files.tuning, "file") +
            " that the mixing is tuned on";
  }
  return text.empty() ? "" : "left out: " + text + "\n";
}

std::string left_out_sentence(const std::optional<LeftOutNetwork>& network) {
  if (!network) return "";
  return "network: left out, as it was not worth 1 %: " + fixed(network->with_network, 3) +
         " bits a character of held-out text with it, " + fixed(network->without_network, 3) +
         " without; --keep-network keeps such a one\n";
}

const char* name_of(TwoPartTrial::Part part) {
  switch (part) {
    case TwoPartTrial::Part::kNgrams:
      return "n-grams";
    case TwoPartTrial::Part::kUnits:
      return "units";
    case TwoPartTrial::Part::kWeightDecay:
      return "weight decay";
  }
  return "";
}

std::string setting_of(const TwoPartTrial& trial) {
  return fixed(trial.setting, trial.part == TwoPartTrial::Part::kWeightDecay ? 2 : 0);
}

std::string trials_table(const std::vector<TwoPartTrial>& trials) {
  if (trials.empty()) return "";
  Table table({"setting", "bits/byte", "model Mbit", "data Mbit", "together", "chosen", "of"});
  for (const TwoPartTrial& trial : trials) {
    table.add({setting_of(trial), fixed(trial.bits_per_byte, 4), millions(trial.model_bits), millions(trial.data_bits),
               millions(trial.bits()), trial.chosen ? "*" : "", name_of(trial.part)});
  }
  return "tried for the shortest two-part code:\n" + table.text();
}

void write_code(JsonWriter& json, const CorpusCode& corpus) {
  json.key("two_part_code");
  json.begin_object();
  json.field("level", corpus.level);
  json.field("bits_from_empty", corpus.bits_from_empty);
  write_two_part_code(json, corpus.code);
  json.end_object();
}

void write_network(JsonWriter& json, const std::optional<NetworkCost>& cost) {
  json.key("network");
  if (!cost) {
    json.null();
    return;
  }
  json.begin_object();
  json.field("float_bits_per_byte", cost->float_bits_per_byte);
  json.field("integer_bits_per_byte", cost->integer_bits_per_byte);
  json.field("bytes", cost->bytes);
  json.end_object();
}

void write_left_out(JsonWriter& json, const TrainOutcome& outcome) {
  json.key("left_out");
  json.begin_object();
  json.field("repeated_files", outcome.left_out.repeated);
  json.field("held_out_files", outcome.left_out.held_out);
  json.field("tuning_files", outcome.left_out.tuning);
  json.key("network");
  if (const std::optional<LeftOutNetwork>& network = outcome.report.left_out_network) {
    json.begin_object();
    json.field("bits_per_char_with", network->with_network);
    json.field("bits_per_char_without", network->without_network);
    json.end_object();
  } else {
    json.null();
  }
  json.end_object();
}

void write_trials(JsonWriter& json, const std::vector<TwoPartTrial>& trials) {
  json.key("trials");
  json.begin_array();
  for (const TwoPartTrial& trial : trials) {
    json.begin_object();
    json.field("part", std::string(name_of(trial.part)));
    json.field("setting", trial.setting);
    json.field("bits_per_byte", trial.bits_per_byte);
    json.field("model_bits", trial.model_bits);
    json.field("data_bits", trial.data_bits);
    json.field("bits", trial.bits());
    json.field("chosen", trial.chosen);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string train_sentences(const TrainCommandOptions& options, const TrainOutcome& outcome) {
  const TrainReport& report = outcome.report;
  return printable(options.output) + ": a pith model of " + counted(report.model_bytes, "byte") + ", identity " +
         identity_text(report.identity) + "\nlearnt from " + counted(outcome.corpus_files, "file") + ", " +
         counted(outcome.corpus_bytes, "byte") + ", in " + clock_time(outcome.seconds) + " and " +
         fixed(static_cast<double>(outcome.peak_memory_bytes) / 1e6, 0) + " MB of memory\n" +
         left_out_sentence(outcome.left_out) + held_out_table(outcome) + left_out_sentence(report.left_out_network) +
         network_sentence(report.network_cost) + code_sentence(outcome) + trials_table(report.trials);
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
  write_network(json, report.network_cost);
  write_left_out(json, outcome);
  write_code(json, corpus_code(outcome));
  write_trials(json, report.trials);
  json.end_object();
  return json.text();
}

}  // namespace pith::cli
