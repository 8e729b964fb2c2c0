#include "cli/jsonl/record.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include "cli/formatting/json.h"

namespace pith::cli {
namespace {

constexpr std::array<std::string_view, 7> kNames = {"chars",         "bytes",      "words", "bits",
                                                    "bits_per_char", "perplexity", "bucket"};
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// What a line says. Of fields of one name the last one counts, as most readers have it.
class LineHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, LineHandler> {
 public:
  explicit LineHandler(std::string_view field) : field_(field) {}

  bool is_object() const { return is_object_; }
  bool has_figures() const { return has_figures_; }
  const std::optional<std::string>& text() const { return text_; }

  // Called by the reader.
  bool StartObject() {
    is_object_ = is_object_ || depth_ == 0;
    ++depth_;
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return --depth_, true; }
  bool StartArray() { return ++depth_, true; }
  bool EndArray(rapidjson::SizeType) { return --depth_, true; }
  bool Key(const char* name, rapidjson::SizeType length, bool) {
    if (depth_ != 1) return true;
    const std::string_view key(name, length);
    in_field_ = key == field_;
    if (in_field_) text_.reset();
    has_figures_ = has_figures_ || is_figure_name(key);
    return true;
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    if (depth_ == 1 && in_field_) text_.emplace(text, length);
    return true;
  }

 private:
  std::string_view field_;
  std::optional<std::string> text_;
  int depth_ = 0;
  bool in_field_ = false;
  bool is_object_ = false;
  bool has_figures_ = false;
};

/// Reads `json` into `handler`. Returns what is wrong with it, or "".
std::string fault_of(std::string_view json, LineHandler& handler) {
  // The reader takes a NUL for the end, whatever follows it.
  if (json.find('\0') != std::string_view::npos) return "it has a NUL";
  // Not an EncodedInputStream, which passes over any part of a byte order mark.
  rapidjson::MemoryStream stream(json.data(), json.size());
  rapidjson::Reader reader;
  // Iterative, so that no depth of nesting takes the stack.
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
  if (!result.IsError()) return "";
  std::string why = rapidjson::GetParseError_En(result.Code());
  if (why.ends_with('.')) why.pop_back();
  return why;
}

std::string trimmed(std::string line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
    line.pop_back();
  }
  if (line.starts_with(kByteOrderMark)) line.erase(0, kByteOrderMark.size());
  return line;
}

/// Where the string ends whose first quote is at `begin`: behind its last quote. REQUIRES: `json` is valid.
std::size_t string_end(std::string_view json, std::size_t begin) {
  std::size_t at = begin + 1;
  while (json[at] != '"') at += json[at] == '\\' ? 2 : 1;
  return at + 1;
}

/// The members of an object as they are written, with the white space around them. REQUIRES: `object` is valid JSON.
std::vector<std::string_view> members_of(std::string_view object) {
  std::vector<std::string_view> members;
  std::size_t begin = object.find('{') + 1;
  std::size_t depth = 0;
  for (std::size_t at = begin; at < object.size(); ++at) {
    const char c = object[at];
    if (depth == 0 && (c == ',' || c == '}')) {
      members.push_back(object.substr(begin, at - begin));
      begin = at + 1;
    } else if (c == '"') {
      at = string_end(object, at) - 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return members;
}

/// Whether a member of an object has one of the names of figures, in whatever escapes.
bool is_figure(std::string_view member) {
  const std::size_t begin = member.find('"');
  if (begin == std::string_view::npos) return false;  // an object without members
  const std::string_view name = member.substr(begin, string_end(member, begin) - begin);
  LineHandler handler("");
  fault_of("{" + std::string(name) + ":0}", handler);
  return handler.has_figures();
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
std::string without_figures(std::string_view line) {
  std::string rest;
  for (const std::string_view member : members_of(line)) {
    if (is_figure(member)) continue;
    if (!rest.empty()) rest += ',';
    rest += member;
  }
  return std::string(line.substr(0, line.find('{') + 1)) + rest + "}";
}

}  // namespace

bool is_figure_name(std::string_view name) { return std::ranges::find(kNames, name) != kNames.end(); }

std::optional<Record> record_of(std::string line, const std::string& field, std::string& why) {
  line = trimmed(std::move(line));
  LineHandler handler(field);
  const std::string fault = fault_of(line, handler);
  if (!fault.empty()) {
    why = "is no JSON: " + fault;
  } else if (!handler.is_object()) {
    why = "is no JSON object";
  } else if (!handler.text()) {
    why = "has no string \"" + field + "\"";
  } else {
    return Record{.line = std::move(line), .text = *handler.text(), .has_figures = handler.has_figures()};
  }
  return std::nullopt;
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
