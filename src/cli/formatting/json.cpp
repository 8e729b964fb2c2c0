#include "cli/formatting/json.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cassert>
#include <charconv>
#include <cmath>
#include <variant>

#include "cli/formatting/utf8.h"

namespace pith::cli {
namespace {

using Buffer = rapidjson::StringBuffer;
using Writers = std::variant<rapidjson::PrettyWriter<Buffer>, rapidjson::Writer<Buffer>>;

constexpr unsigned kIndent = 2;

rapidjson::SizeType size_of(const std::string& text) { return static_cast<rapidjson::SizeType>(text.size()); }

/// `text` with U+FFFD for each byte that is not UTF-8.
std::string valid_utf8(const std::string& text) {
  std::string valid;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    valid += length == 0 ? "\ufffd" : text.substr(i, length);
    i += length == 0 ? 1 : length;
  }
  return valid;
}

}  // namespace

class JsonWriter::Engine {
 public:
  explicit Engine(Layout layout) {
    if (layout == Layout::kOneLine) {
      writers_.emplace<rapidjson::Writer<Buffer>>(buffer_);
    } else {
      writers_.emplace<rapidjson::PrettyWriter<Buffer>>(buffer_).SetIndent(' ', kIndent);
    }
  }

  template <typename Write>
  void write(Write call) {
    std::visit(call, writers_);
  }

  std::string text() const {
    assert(std::visit([](const auto& writer) { return writer.IsComplete(); }, writers_));
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  Buffer buffer_;
  Writers writers_;
};

JsonWriter::JsonWriter(Layout layout) : engine_(std::make_unique<Engine>(layout)) {}
JsonWriter::~JsonWriter() = default;
JsonWriter::JsonWriter(JsonWriter&&) noexcept = default;
JsonWriter& JsonWriter::operator=(JsonWriter&&) noexcept = default;

void JsonWriter::begin_object() {
  engine_->write([](auto& writer) { writer.StartObject(); });
}

void JsonWriter::end_object() {
  engine_->write([](auto& writer) { writer.EndObject(); });
}

void JsonWriter::begin_array() {
  engine_->write([](auto& writer) { writer.StartArray(); });
}

void JsonWriter::end_array() {
  engine_->write([](auto& writer) { writer.EndArray(); });
}

void JsonWriter::key(const std::string& name) {
  engine_->write([&](auto& writer) { writer.Key(name.data(), size_of(name)); });
}

void JsonWriter::value(const std::string& text) {
  const std::string valid = valid_utf8(text);
  engine_->write([&](auto& writer) { writer.String(valid.data(), size_of(valid)); });
}

void JsonWriter::value(bool truth) {
  engine_->write([truth](auto& writer) { writer.Bool(truth); });
}

/// The shortest digits that mean the number.
void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  const auto length = static_cast<std::size_t>(end - digits);
  engine_->write([&](auto& writer) { writer.RawValue(digits, length, rapidjson::kNumberType); });
}

void JsonWriter::value(std::uint64_t number) {
  engine_->write([number](auto& writer) { writer.Uint64(number); });
}

void JsonWriter::null() {
  engine_->write([](auto& writer) { writer.Null(); });
}

std::string JsonWriter::text() const { return engine_->text() + "\n"; }

}  // namespace pith::cli
