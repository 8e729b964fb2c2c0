#include "cli/formatting/numbers.h"

#include <algorithm>
#include <charconv>

#include "pith/error.h"

namespace pith::cli {
namespace {

constexpr std::size_t kDecimals = 3;

std::optional<std::uint64_t> digits(const std::string& text) { return whole_number_within(text, 0, UINT64_MAX); }

}  // namespace

std::optional<std::uint64_t> whole_number_within(const std::string& text, std::uint64_t least, std::uint64_t most) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) return std::nullopt;
  return number;
}

std::uint64_t whole_number(const std::string& text, const std::string& option) {
  const std::optional<std::uint64_t> number = digits(text);
  if (!number) throw Error(ErrorCode::kUsage, option + " needs a whole number, not '" + text + "'");
  return *number;
}

std::uint32_t thousandths(const std::string& text, const std::string& option) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string whole = text.substr(0, point);
  const std::string decimals = point == text.size() ? "0" : text.substr(point + 1);
  const bool complete = !(decimals.empty() || decimals.size() > kDecimals);
  // ".5" is a number, "." and "5." are none.
  const std::optional<std::uint64_t> ones = digits(whole.empty() && point < text.size() ? "0" : whole);
  const std::optional<std::uint64_t> parts = digits((decimals + "000").substr(0, kDecimals));
  if (!complete || !ones || !parts || *ones > 1000 || *ones * 1000 + *parts > 1'000'000) {
    throw Error(ErrorCode::kUsage,
                option + " needs a number such as 0.8, up to 1000 and with up to three decimals, not '" + text + "'");
  }
  return static_cast<std::uint32_t>(*ones * 1000 + *parts);
}

}  // namespace pith::cli
