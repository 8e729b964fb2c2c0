#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pith::cli {

/// `value` with `digits` decimals. Never depends on the locale. "inf" beyond the range of double, "-" without a value.
std::string fixed(std::optional<double> value, int digits);

/// fixed(value, 2) below a million, else four significant digits with an exponent: for perplexities.
std::string compact(std::optional<double> value);

/// numerator / denominator; nothing where the denominator is 0.
std::optional<double> ratio(double numerator, double denominator);

/// `count` and `noun`, in the plural where needed: "1 block", "2 blocks".
std::string counted(std::uint64_t count, const std::string& noun);

/// "mm:ss", or "h:mm:ss" from an hour on; a part of a second counts as one.
std::string clock_time(double seconds);

/// `count` in groups of three digits: "12,345,678".
std::string grouped(std::uint64_t count);

/// The parts of `text` between separators, all but a last empty one.
std::vector<std::string> split(const std::string& text, char separator);

/// `text` as it may reach a terminal: valid UTF-8, and nothing in it that acts instead of appearing, as visible() has
/// it. Names, metadata and messages all go through this.
std::string printable(const std::string& text);

/// The same of each line; the line feeds stay.
std::string printable_lines(const std::string& text);

/// "0.41 MB/s", or in KB/s where that would be one digit; "- MB/s" where there is none.
std::string speed_text(std::optional<double> bytes_per_second);

/// Memory in whole megabytes, rounded up: "17 MB".
std::string megabytes(std::uint64_t bytes);

/// The number of UTF-8 code points: the width on a terminal, near enough.
std::size_t width(const std::string& text);

}  // namespace pith::cli
