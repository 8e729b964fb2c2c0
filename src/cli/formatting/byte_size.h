#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pith::cli {

/// A number of bytes as options take it: "12000000", "12000k", "12M", "1G", powers of 1000. Nothing if `text` is
/// anything else.
std::optional<std::uint64_t> byte_size(const std::string& text);

}  // namespace pith::cli
