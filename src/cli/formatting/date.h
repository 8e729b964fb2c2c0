#pragma once

#include <string>

namespace pith::cli {

/// The day, in UTC, that the environment variable SOURCE_DATE_EPOCH gives in seconds since 1970; today if it is not
/// set. YYYY-MM-DD. Throws Error kUsage if it is no such number.
std::string default_date();

}  // namespace pith::cli
