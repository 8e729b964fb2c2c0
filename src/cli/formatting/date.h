#pragma once

#include <string>

namespace pith::cli {

/// The day, in UTC, that the environment variable SOURCE_DATE_EPOCH gives in seconds since 1970; today if it is not
/// set. YYYY-MM-DD. Throws Error kUsage if it has another value.
std::string default_date();

/// True for a day of the Gregorian calendar as in 2026-02-28.
bool is_date(const std::string& text);

}  // namespace pith::cli
