#include "cli/formatting/byte_name.h"

#include "cli/formatting/utf8.h"

namespace pith::cli {

std::string byte_name(std::uint8_t byte) {
  if (byte == ' ') return "space";
  if (byte == '\n') return "\\n";
  if (byte == '\r') return "\\r";
  if (byte == '\t') return "\\t";
  if (byte > ' ' && byte < 0x7f) return {static_cast<char>(byte)};
  constexpr const char* digits = "0123456789abcdef";
  return {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
}

std::string shown_text(const std::string& text, std::size_t most_bytes) {
  std::string shown;
  std::size_t at = 0;
  while (at < text.size() && shown.size() < most_bytes) {
    const std::size_t length = utf8_length(text, at);
    shown += length > 1 ? text.substr(at, length) : byte_name(static_cast<std::uint8_t>(text[at]));
    at += length > 1 ? length : 1;
  }
  return at < text.size() ? shown + "..." : shown;
}

}  // namespace pith::cli
