#include "cli/jsonl/record.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "cli/formatting/json.h"

namespace pith::cli {
namespace {

constexpr std::array<std::string_view, 7> kNames = {"chars",         "bytes",      "words", "bits",
                                                    "bits_per_char", "perplexity", "bucket"};

// Iterative, so that no depth of nesting takes the stack.
constexpr unsigned kReading = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
constexpr unsigned kRewriting =
    rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag;

std::string without_end(std::string line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
    line.pop_back();
  }
  return line;
}

/// The fields as they stand in a line: "chars":12,"bytes":12.
std::string figures_of(const Measurement& m) {
  JsonWriter json(JsonWriter::Layout::kOneLine);
  json.begin_object();
  json.field("chars", m.characters);
  json.field("bytes", m.bytes);
  json.field("words", m.words);
  json.field("bits", m.bits);
  json.field("bits_per_char", m.bits_per_char());
  json.field("perplexity", m.perplexity_per_char());
  json.end_object();
  const std::string text = json.text();
  return text.substr(1, text.size() - 3);
}

/// The line without fields of kNames.
std::string without_figures(const std::string& line) {
  rapidjson::Document document;
  document.Parse<kRewriting>(line.data(), line.size());
  for (const std::string_view name : kNames) {
    while (document.RemoveMember(name.data())) continue;
  }
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  document.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

bool is_figure_name(std::string_view name) { return std::ranges::find(kNames, name) != kNames.end(); }

std::optional<Record> record_of(std::string line, const std::string& field, std::string& why) {
  Record record{.line = without_end(std::move(line)), .text = {}};
  rapidjson::Document document;
  document.Parse<kReading>(record.line.data(), record.line.size());
  if (document.HasParseError()) {
    why = std::string("is no JSON: ") + rapidjson::GetParseError_En(document.GetParseError());
    if (why.ends_with('.')) why.pop_back();
    return std::nullopt;
  }
  if (!document.IsObject()) {
    why = "is no JSON object";
    return std::nullopt;
  }
  const auto member = document.FindMember(rapidjson::StringRef(field.data(), field.size()));
  if (member == document.MemberEnd() || !member->value.IsString()) {
    why = "has no string \"" + field + "\"";
    return std::nullopt;
  }
  record.text.assign(member->value.GetString(), member->value.GetStringLength());
  record.has_figures =
      std::ranges::any_of(kNames, [&](std::string_view name) { return document.HasMember(name.data()); });
  return record;
}

std::string with_figures(const Record& record, const Measurement& measurement) {
  std::string line = record.has_figures ? without_figures(record.line) : record.line;
  assert(line.ends_with('}'));
  line.pop_back();
  return line + (line.ends_with('{') ? "" : ",") + figures_of(measurement) + "}";
}

std::string with_bucket(std::string_view line, std::string_view bucket) {
  assert(line.ends_with('}'));
  return std::string(line.substr(0, line.size() - 1)) + ",\"bucket\":\"" + std::string(bucket) + "\"}";
}

}  // namespace pith::cli
