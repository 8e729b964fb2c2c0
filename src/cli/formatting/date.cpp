#include "cli/formatting/date.h"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "cli/formatting/numbers.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

constexpr std::int64_t kLastSecond = 253402300799;  ///< of the year 9999

std::int64_t seconds_since_1970() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr || *epoch == '\0') return std::time(nullptr);
  std::int64_t seconds = 0;
  const char* end = epoch + std::strlen(epoch);
  const auto read = std::from_chars(epoch, end, seconds);
  if (read.ec != std::errc() || read.ptr != end || seconds < 0 || seconds > kLastSecond) {
    throw Error(ErrorCode::kUsage,
                std::string("SOURCE_DATE_EPOCH is '") + epoch + "', not seconds since 1970; unset it");
  }
  return seconds;
}

std::string digits(unsigned number, std::size_t count) {
  const std::string text = std::to_string(number);
  return std::string(count - text.size(), '0') + text;
}

}  // namespace

std::string default_date() {
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds_since_1970())};
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  return digits(static_cast<unsigned>(static_cast<int>(day.year())), 4) + "-" +
         digits(static_cast<unsigned>(day.month()), 2) + "-" + digits(static_cast<unsigned>(day.day()), 2);
}

bool is_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = whole_number_within(text.substr(0, 4), 1, 9999);
  const auto month = whole_number_within(text.substr(5, 2), 1, 12);
  const auto day = whole_number_within(text.substr(8, 2), 1, 31);
  if (!year || !month || !day) return false;
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)),
                                     std::chrono::month(static_cast<unsigned>(*month)),
                                     std::chrono::day(static_cast<unsigned>(*day)))
      .ok();
}

}  // namespace pith::cli
