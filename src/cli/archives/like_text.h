#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pith::cli {

/// The text of --like FILE; nothing for "". Throws FileError, and Error kUsage where it is empty or 4 GiB long.
std::vector<std::uint8_t> like_text(const std::string& file);

}  // namespace pith::cli
