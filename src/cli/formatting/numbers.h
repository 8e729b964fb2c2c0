#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pith::cli {

/// The number that all of `text` is, in decimal digits; nothing unless it is from `least` to `most`.
std::optional<std::uint64_t> whole_number_within(const std::string& text, std::uint64_t least, std::uint64_t most);

/// A number from 0 to 1000 with up to three decimals, in thousandths: "0.85" and ".85" are 850. Nothing if `text` is
/// anything else.
std::optional<std::uint32_t> thousandths(const std::string& text);

}  // namespace pith::cli
