#pragma once

#include <optional>
#include <string>

namespace pith::cli {

/// A time in seconds as options take it: "90s", "30m", "2h", "1.5h". Nothing if it is none, or 0.
std::optional<double> duration_seconds(const std::string& text);

}  // namespace pith::cli
