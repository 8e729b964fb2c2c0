#include "cli/models/model_info.h"

#include <utility>
#include <vector>

#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

/// The kinds of docs/format/FORMAT.md.
std::string section_name(std::uint32_t kind) {
  switch (kind) {
    case 0:
      return "metadata";
    case 1:
      return "n-grams";
    case 2:
      return "mixing state";
    case 3:
      return "network";
    default:
      return "kind " + std::to_string(kind);
  }
}

double bits(std::uint32_t millibits) { return millibits / 1000.0; }

/// "  name:      english"; nothing for an empty value.
std::string line(const std::string& label, const std::string& value) {
  if (value.empty()) return "";
  std::string text = "  " + printable(label) + ":";
  text += std::string(text.size() < 12 ? 13 - text.size() : 1, ' ');
  return text + printable(value) + "\n";
}

std::string corpora_sentences(const ModelMetadata& metadata) {
  std::string text =
      line("texts", counted(metadata.corpus_files, "file") + ", " + counted(metadata.corpus_bytes, "byte"));
  for (const ModelMetadata::Corpus& corpus : metadata.corpora) {
    text += line("corpus", corpus.name + ", " + counted(corpus.bytes, "byte") +
                               (corpus.sha256.empty() ? "" : ", SHA-256 " + corpus.sha256));
  }
  return text;
}

std::string held_out_sentences(const ModelMetadata& metadata) {
  std::string text;
  for (const ModelMetadata::HeldOut& result : metadata.held_out) {
    text +=
        line("held out", "level " + std::to_string(result.level) + ": " + fixed(bits(result.with_model_millibits), 3) +
                             " bits a character, from empty " + fixed(bits(result.from_empty_millibits), 3) + ", on " +
                             counted(result.text_bytes, "byte") + " of other text");
  }
  return text;
}

void write_corpora(JsonWriter& json, const ModelMetadata& metadata) {
  json.field("corpus_files", metadata.corpus_files);
  json.field("corpus_bytes", metadata.corpus_bytes);
  json.key("corpora");
  json.begin_array();
  for (const ModelMetadata::Corpus& corpus : metadata.corpora) {
    json.begin_object();
    json.field("name", corpus.name);
    json.field("bytes", corpus.bytes);
    json.field("sha256", unless_empty(corpus.sha256));
    json.end_object();
  }
  json.end_array();
}

void write_held_out(JsonWriter& json, const ModelMetadata& metadata) {
  json.key("held_out");
  json.begin_array();
  for (const ModelMetadata::HeldOut& result : metadata.held_out) {
    json.begin_object();
    json.field("level", result.level);
    json.field("text_bytes", result.text_bytes);
    json.field("bits_per_char_from_empty", bits(result.from_empty_millibits));
    json.field("bits_per_char", bits(result.with_model_millibits));
    json.end_object();
  }
  json.end_array();
}

void write_facts(JsonWriter& json, const ModelMetadata& metadata) {
  json.key("facts");
  json.begin_array();
  for (const ModelMetadata::Fact& fact : metadata.facts) {
    json.begin_object();
    json.field("name", fact.name);
    json.field("value", fact.value);
    json.end_object();
  }
  json.end_array();
}

void write_sections(JsonWriter& json, const Model& model) {
  json.key("sections");
  json.begin_array();
  for (const Model::Section& section : model.sections()) {
    json.begin_object();
    json.field("kind", section.kind);
    json.field("name", section_name(section.kind));
    json.field("bytes", section.bytes);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string model_sentences(const NamedModel& named) {
  const Model& model = named.model;
  const ModelMetadata& metadata = model.metadata();
  std::string text = printable(named.name) + ": a pith model of " + counted(model.file_bytes(), "byte") + "\n";
  text += line("name", metadata.name);
  text += line("identity", identity_text(model.identity()));
  text += line("about", metadata.description);
  text += line("licence", metadata.licence);
  text += line("made", metadata.date + (metadata.pith_version.empty() ? "" : " with pith " + metadata.pith_version));
  text += line("by", metadata.training_command);
  text += corpora_sentences(metadata);
  text += held_out_sentences(metadata);
  for (const ModelMetadata::Fact& fact : metadata.facts) text += line(fact.name, fact.value);
  text += line("memory", megabytes(model.memory_bytes()) + ", once for all threads");
  for (const Model::Section& section : model.sections()) {
    text += line("section", section_name(section.kind) + ", " + counted(section.bytes, "byte"));
  }
  return text;
}

void write_model(JsonWriter& json, const NamedModel& named) {
  const ModelMetadata& metadata = named.model.metadata();
  json.begin_object();
  json.field("file", named.name);
  json.field("bytes", named.model.file_bytes());
  json.field("memory_bytes", named.model.memory_bytes());
  json.field("name", metadata.name);
  json.field("identity", identity_text(named.model.identity()));
  json.field("description", metadata.description);
  json.field("licence", metadata.licence);
  json.field("date", metadata.date);
  json.field("pith_version", metadata.pith_version);
  json.field("training_command", metadata.training_command);
  write_corpora(json, metadata);
  write_held_out(json, metadata);
  write_facts(json, metadata);
  write_sections(json, named.model);
  json.end_object();
}

}  // namespace pith::cli
