#include "cli/formatting/numbers.h"

#include <algorithm>
#include <charconv>

namespace pith::cli {
namespace {

constexpr std::size_t kDecimals = 3;
constexpr std::uint64_t kMostThousandths = 1'000'000;

}  // namespace

std::optional<std::uint64_t> whole_number_within(const std::string& text, std::uint64_t least, std::uint64_t most) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) return std::nullopt;
  return number;
}

std::optional<std::uint32_t> thousandths(const std::string& text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string whole = text.substr(0, point);
  const std::string decimals = point == text.size() ? "0" : text.substr(point + 1);
  if (decimals.empty() || decimals.size() > kDecimals) return std::nullopt;
  // ".5" is a number; "." and "5." are not.
  const bool begins_with_point = whole.empty() && point < text.size();
  const auto ones = whole_number_within(begins_with_point ? "0" : whole, 0, kMostThousandths / 1000);
  const auto parts = whole_number_within((decimals + "000").substr(0, kDecimals), 0, 999);
  if (!ones || !parts || *ones * 1000 + *parts > kMostThousandths) return std::nullopt;
  return static_cast<std::uint32_t>(*ones * 1000 + *parts);
}

}  // namespace pith::cli
