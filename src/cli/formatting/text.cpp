#include "cli/formatting/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "cli/formatting/utf8.h"

namespace pith::cli {
namespace {

std::string convert(double value, std::chars_format format, int precision) {
  if (!std::isfinite(value)) return "inf";
  char buffer[512];  // the largest double has 309 digits before the point
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, format, precision);
  return {buffer, result.ptr};
}

}  // namespace

std::string fixed(std::optional<double> value, int digits) {
  return value ? convert(*value, std::chars_format::fixed, digits) : "-";
}

std::string compact(std::optional<double> value) {
  return !value || *value < 1e6 ? fixed(value, 2) : convert(*value, std::chars_format::scientific, 3);
}

std::optional<double> ratio(double numerator, double denominator) {
  if (denominator == 0) return std::nullopt;
  return numerator / denominator;
}

std::string clock_time(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(std::clamp(seconds, 0.0, 359999.0)));
  const auto two_digits = [](std::uint64_t n) { return std::string(n < 10 ? 1 : 0, '0').append(std::to_string(n)); };
  const std::string minutes_seconds = two_digits(whole / 60 % 60) + ":" + two_digits(whole % 60);
  return whole < 3600 ? minutes_seconds : std::to_string(whole / 3600) + ":" + minutes_seconds;
}

std::string counted(std::uint64_t count, const std::string& noun) {
  return grouped(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string grouped(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
  return digits;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::string printable(const std::string& text) { return visible(text); }

std::string printable_lines(const std::string& text) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    result += visible(std::string_view(text).substr(begin, end - begin));
    if (end < text.size()) result += '\n';
    begin = end + 1;
  }
  return result;
}

std::string speed_text(std::optional<double> bytes_per_second) {
  constexpr double kLeastMegabytes = 1e5;  // below, two decimals of MB/s are one digit
  if (!bytes_per_second) return "- MB/s";
  return *bytes_per_second < kLeastMegabytes ? fixed(*bytes_per_second / 1e3, 1) + " KB/s"
                                             : fixed(*bytes_per_second / 1e6, 2) + " MB/s";
}

std::string megabytes(std::uint64_t bytes) {
  constexpr std::uint64_t kMegabyte = 1'000'000;
  return std::to_string(bytes / kMegabyte + (bytes % kMegabyte != 0 ? 1 : 0)) + " MB";
}

std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace pith::cli
