#include "cli/json.h"

#include <charconv>
#include <cmath>

namespace pith::cli {
namespace {

/// The length of the valid UTF-8 sequence at `at`, or 0. Overlong forms, surrogates and values past 10FFFF are invalid.
std::size_t utf8_length(const std::string& text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(at);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  const unsigned second = byte(at + 1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool beyond = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  return overlong || beyond ? 0 : length;
}

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
    if (!first_) text_ += ',';
    new_line();
  }
  first_ = false;
  after_key_ = false;
}

void JsonWriter::new_line() {
  text_ += '\n';
  text_.append(2 * depth_, ' ');
}

}  // namespace pith::cli
