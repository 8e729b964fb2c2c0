#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace pith::cli {

/// The bytes that xz -9e makes of `text`; nothing where there is too little memory for it.
std::optional<std::uint64_t> xz_size(const std::vector<std::uint8_t>& text);

}  // namespace pith::cli
