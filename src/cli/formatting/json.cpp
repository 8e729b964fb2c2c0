#include "cli/formatting/json.h"

#include <charconv>
#include <cmath>

#include "cli/formatting/utf8.h"

namespace pith::cli {
namespace {

std::string escaped(unsigned char c) {
  constexpr const char* digits = "0123456789abcdef";
  if (c == '"' || c == '\\') return std::string("\\") + static_cast<char>(c);
  if (c == '\n') return "\\n";
  if (c == '\t') return "\\t";
  if (c < 0x20) return std::string("\\u00") + digits[c >> 4] + digits[c & 15];
  return std::string(1, static_cast<char>(c));
}

}  // namespace

void JsonWriter::key(const std::string& name) {
  value(name);
  text_ += ": ";
  after_key_ = true;
}

void JsonWriter::value(const std::string& text) {
  begin_value();
  text_ += '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    if (length == 0) {
      text_ += "\\ufffd";
    } else {
      text_ += length == 1 ? escaped(static_cast<unsigned char>(text[i])) : text.substr(i, length);
    }
    i += length == 0 ? 1 : length;
  }
  text_ += '"';
}

void JsonWriter::value(bool truth) {
  begin_value();
  text_ += truth ? "true" : "false";
}

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  begin_value();
  char buffer[64];
  text_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

void JsonWriter::value(std::uint64_t number) {
  begin_value();
  text_ += std::to_string(number);
}

void JsonWriter::null() {
  begin_value();
  text_ += "null";
}

void JsonWriter::open(char bracket) {
  begin_value();
  text_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!first_) new_line();
  text_ += bracket;
  first_ = false;
}

void JsonWriter::begin_value() {
  if (!after_key_ && depth_ > 0) {
    if (!first_) text_ += layout_ == Layout::kOneLine ? ", " : ",";
    new_line();
  }
  first_ = false;
  after_key_ = false;
}

void JsonWriter::new_line() {
  if (layout_ == Layout::kOneLine) return;
  text_ += '\n';
  text_.append(2 * depth_, ' ');
}

}  // namespace pith::cli
