#include "cli/jsonl/jsonl_options.h"

#include <algorithm>
#include <array>

#include "cli/formatting/numbers.h"
#include "cli/formatting/text.h"
#include "cli/jsonl/record.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

Error wrong(const GivenOption& given, const std::string& right) {
  return {ErrorCode::kUsage, given.spelled + " '" + given.value + "': it takes " + right};
}

}  // namespace

std::string field_value(const GivenOption& given) {
  if (given.value.empty()) throw wrong(given, "the name of the field with the text, such as text");
  if (is_figure_name(given.value)) throw wrong(given, "a field that is not one of those added, as this is");
  return given.value;
}

std::vector<double> percents_value(const GivenOption& given) {
  constexpr std::uint32_t kWhole = 100'000;
  std::vector<double> percents;
  for (const std::string& part : split(given.value, ',')) {
    const std::optional<std::uint32_t> number = thousandths(part);
    if (!number || *number == 0 || *number >= kWhole) throw wrong(given, "percents between 0 and 100, such as 30,60");
    percents.push_back(*number / 1000.0);
  }
  if (percents.empty() || !std::ranges::is_sorted(percents, std::ranges::less_equal())) {
    throw wrong(given, "percents in ascending order, such as 30,60");
  }
  return percents;
}

Shard shard_value(const GivenOption& given) {
  constexpr std::uint64_t kMostParts = 1'000'000;
  const std::size_t slash = given.value.find('/');
  if (slash != std::string::npos) {
    const auto parts = whole_number_within(given.value.substr(slash + 1), 1, kMostParts);
    const auto part = whole_number_within(given.value.substr(0, slash), 0, parts.value_or(1) - 1);
    if (parts && part) return {.part = *part, .parts = *parts};
  }
  throw wrong(given, "I/N with I from 0 to N - 1, such as 0/4");
}

}  // namespace pith::cli
