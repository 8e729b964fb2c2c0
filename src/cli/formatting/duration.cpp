#include "cli/formatting/duration.h"

#include <charconv>
#include <cmath>

namespace pith::cli {
namespace {

/// 0 for what is no suffix.
double unit(const std::string& suffix) {
  if (suffix == "s") return 1;
  if (suffix == "m") return 60;
  if (suffix == "h") return 3600;
  return 0;
}

}  // namespace

std::optional<double> duration_seconds(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  const double seconds = number * unit(text.substr(static_cast<std::size_t>(end - text.data())));
  if (!(seconds > 0) || seconds > 1e8) return std::nullopt;
  return seconds;
}

std::string duration_text(double seconds) {
  const auto whole = [seconds](double length) { return seconds >= length && std::fmod(seconds, length) == 0; };
  const double length = whole(3600) ? 3600 : whole(60) ? 60 : 1;
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, seconds / length).ptr;
  return std::string(digits, end) + (length == 3600 ? "h" : length == 60 ? "m" : "s");
}

}  // namespace pith::cli
