#pragma once

#include <optional>
#include <string>

namespace pith::cli {

/// A time in seconds as options take it: "90s", "30m", "2h", "1.5h". Nothing if `text` is anything else,
/// or 0.
std::optional<double> duration_seconds(const std::string& text);

/// The same the other way round: "2h", "30m", "1.5s", in the largest unit of which it is a whole number.
std::string duration_text(double seconds);

}  // namespace pith::cli
