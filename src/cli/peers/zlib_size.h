#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace pith::cli {

/// The bytes that zlib makes of `text` at level 9, with its header and checksum; nothing where there is too little
/// memory for it.
std::optional<std::uint64_t> zlib_size(const std::vector<std::uint8_t>& text);

}  // namespace pith::cli
