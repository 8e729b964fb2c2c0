#include "cli/options/option_values.h"

#include <optional>

#include "cli/formatting/byte_size.h"
#include "cli/formatting/date.h"
#include "cli/formatting/duration.h"
#include "cli/formatting/numbers.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

Error wrong(const GivenOption& given, const std::string& right) {
  return Error(ErrorCode::kUsage, given.spelled + " '" + given.value + "': it takes " + right);
}

void require_text(const GivenOption& given, const std::string& what) {
  if (given.value.empty()) {
    throw Error(ErrorCode::kUsage, given.spelled + " needs " + what + "; the one given is empty");
  }
}

}  // namespace

std::uint64_t whole_number_value(const GivenOption& given, std::uint64_t least, std::uint64_t most) {
  const std::optional<std::uint64_t> number = whole_number_within(given.value, least, most);
  const std::string upwards = most == UINT64_MAX ? " on" : " to " + std::to_string(most);
  if (!number) throw wrong(given, "a whole number from " + std::to_string(least) + upwards);
  return *number;
}

std::uint32_t thousandths_value(const GivenOption& given) {
  const std::optional<std::uint32_t> number = thousandths(given.value);
  if (!number) throw wrong(given, "a number such as 0.8, from 0 to 1000 and with up to three decimals");
  return *number;
}

std::uint64_t bytes_value(const GivenOption& given) {
  const std::optional<std::uint64_t> bytes = byte_size(given.value);
  if (!bytes || *bytes == 0) throw wrong(given, "a number of bytes such as 500k, 12M or 3G");
  return *bytes;
}

double seconds_value(const GivenOption& given) {
  const std::optional<double> seconds = duration_seconds(given.value);
  if (!seconds) throw wrong(given, "a time such as 90s, 30m or 2h");
  return *seconds;
}

std::string file_value(const GivenOption& given) {
  require_text(given, "the name of a file");
  return given.value;
}

std::string model_value(const GivenOption& given) {
  require_text(given, "the name of a model, its file, or none");
  return given.value;
}

std::string text_value(const GivenOption& given) { return given.value; }

std::string date_value(const GivenOption& given) {
  if (!is_date(given.value)) throw wrong(given, "a day of the calendar as in 2026-02-28");
  return given.value;
}

int digit_value(const GivenOption& given) { return given.spelled.back() - '0'; }

}  // namespace pith::cli
