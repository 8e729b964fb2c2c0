#pragma once

#include <cstdint>
#include <string>

#include "cli/options/option.h"

namespace pith::cli {

// Readers of values, for rows of option tables. All throw Error kUsage, naming the option and what would be right.

std::uint64_t whole_number_value(const GivenOption& given, std::uint64_t least, std::uint64_t most);

/// A whole number of any size that T and the bounds allow.
template <typename T, std::uint64_t kLeast, std::uint64_t kMost>
T number_value(const GivenOption& given) {
  return static_cast<T>(whole_number_value(given, kLeast, kMost));
}

/// A number from 0 to 1000 with up to three decimals, in thousandths.
std::uint32_t thousandths_value(const GivenOption& given);

/// A positive number of bytes: 500k, 12M, 3G.
std::uint64_t bytes_value(const GivenOption& given);

/// A positive time in seconds: 90s, 30m, 2h.
double seconds_value(const GivenOption& given);

/// The name of a file; "-" is one.
std::string file_value(const GivenOption& given);

/// A name that must not be empty, of a model for one.
std::string model_value(const GivenOption& given);

std::string text_value(const GivenOption& given);

/// A day of the calendar, YYYY-MM-DD.
std::string date_value(const GivenOption& given);

/// The digit of -1 to -9.
int digit_value(const GivenOption& given);

}  // namespace pith::cli
