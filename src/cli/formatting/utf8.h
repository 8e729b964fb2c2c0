#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pith::cli {

/// The length of the valid UTF-8 sequence at `at`, or 0. Overlong forms, surrogates and values past 10FFFF are invalid.
std::size_t utf8_length(std::string_view text, std::size_t at);

/// How many bytes at the end of `text` are the beginning of a sequence that more bytes could complete.
std::size_t utf8_begun_at_end(std::string_view text);

/// The code point of the valid sequence of `length` bytes at `at`.
std::uint32_t utf8_code_point(std::string_view text, std::size_t at, std::size_t length);

/// What is shown in place of a character that would act instead of appear: the control pictures U+2400 to U+2421 for
/// ASCII's, U+25AF for the other controls and for what sets the direction of writing. Empty for all other characters.
std::string_view stand_in(std::uint32_t code_point);

/// `text` for eyes: valid UTF-8, with stand-ins, U+FFFD for each byte that is not UTF-8, and a mark for each line feed
/// and tab.
std::string visible(std::string_view text);

}  // namespace pith::cli
