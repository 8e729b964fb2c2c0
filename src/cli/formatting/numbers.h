#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pith::cli {

/// The number that all of `text` is, in decimal digits; nothing if it is none from `least` to `most`.
std::optional<std::uint64_t> whole_number_within(const std::string& text, std::uint64_t least, std::uint64_t most);

/// The same of any size. Throws Error kUsage, naming `option`.
std::uint64_t whole_number(const std::string& text, const std::string& option);

/// A number with up to three decimals, in thousandths: "0.85" and ".85" are 850. At most 1000. Throws Error kUsage,
/// naming `option`.
std::uint32_t thousandths(const std::string& text, const std::string& option);

}  // namespace pith::cli
