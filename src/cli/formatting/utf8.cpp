#include "cli/formatting/utf8.h"

#include <algorithm>
#include <array>

namespace pith::cli {
namespace {

constexpr std::string_view kBox = "\u25af";

using Picture = std::array<char, 3>;  // of U+2400 to U+2421, whose last byte alone differs

constexpr std::array<Picture, 34> kPictures = [] {
  std::array<Picture, 34> pictures{};
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    pictures[i] = {'\xe2', '\x90', static_cast<char>(0x80 + i)};
  }
  return pictures;
}();

constexpr std::string_view picture(std::size_t index) { return {kPictures[index].data(), kPictures[index].size()}; }

}  // namespace

std::size_t utf8_length(std::string_view text, std::size_t at) {
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

std::size_t utf8_begun_at_end(std::string_view text) {
  for (std::size_t count = 1; count <= std::min<std::size_t>(3, text.size()); ++count) {
    const auto byte = static_cast<unsigned char>(text[text.size() - count]);
    const bool continues = byte >= 0x80 && byte < 0xC0;
    if (continues) continue;
    const std::size_t length = byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 1;
    return length > count ? count : 0;
  }
  return 0;
}

std::uint32_t utf8_code_point(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  if (length == 1) return byte(at);
  std::uint32_t code_point = byte(at) & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code_point = code_point << 6 | (byte(at + i) & 0x3F);
  return code_point;
}

std::string_view stand_in(std::uint32_t c) {
  if (c < 0x20) return picture(c);
  if (c == 0x7F) return picture(0x21);
  const bool control = c >= 0x80 && c <= 0x9F;
  const bool direction =
      c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return control || direction ? kBox : std::string_view();
}

std::string visible(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    if (length == 0) {
      result += "\ufffd";
    } else if (text[i] == '\n') {
      result += "\u21b5";
    } else if (text[i] == '\t') {
      result += "\u21e5";
    } else {
      const std::string_view shown = stand_in(utf8_code_point(text, i, length));
      result += shown.empty() ? text.substr(i, length) : shown;
    }
    i += length == 0 ? 1 : length;
  }
  return result;
}

}  // namespace pith::cli
