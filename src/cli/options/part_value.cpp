#include "cli/options/part_value.h"

#include <optional>
#include <string>

#include "cli/formatting/byte_size.h"
#include "cli/formatting/numbers.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

/// The two sides of FIRST-LAST; an only number is both.
struct Sides {
  std::string first;
  std::string last;
  bool has_dash = false;
};

Sides sides_of(const std::string& text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string::npos) return {text, text, false};
  return {text.substr(0, dash), text.substr(dash + 1), true};
}

Error wrong(const GivenOption& given, const std::string& right) {
  return Error(ErrorCode::kUsage, given.spelled + " '" + given.value + "': it takes " + right);
}

}  // namespace

TextPart lines_value(const GivenOption& given) {
  const Sides sides = sides_of(given.value);
  const auto number = [](const std::string& side, std::uint64_t otherwise) {
    return side.empty() ? std::optional(otherwise) : whole_number_within(side, 1, UINT64_MAX - 1);
  };
  const auto first = number(sides.first, 1);
  const auto last = number(sides.last, UINT64_MAX);
  const bool nothing = sides.first.empty() && sides.last.empty();
  if (nothing || !first || !last || *first > *last) {
    throw wrong(given, "lines such as 7, 1000-1010, 1000- or -10, counted from 1");
  }
  return {.unit = TextPart::Unit::kLines, .begin = *first - 1, .end = *last};
}

TextPart bytes_part_value(const GivenOption& given) {
  const Sides sides = sides_of(given.value);
  const auto number = [](const std::string& side, std::uint64_t otherwise) {
    return side.empty() ? std::optional(otherwise) : byte_size(side);
  };
  const auto begin = number(sides.first, 0);
  const auto end = number(sides.last, UINT64_MAX);
  const bool nothing = sides.first.empty() && sides.last.empty();
  if (nothing || !sides.has_dash || !begin || !end || *begin > *end) {
    throw wrong(given, "bytes such as 5M-6M, 500- or -1k, counted from 0, the last not included");
  }
  return {.unit = TextPart::Unit::kBytes, .begin = *begin, .end = *end};
}

}  // namespace pith::cli
