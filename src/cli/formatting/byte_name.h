#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace pith::cli {

/// A byte as a reader of a table knows it: "e", "space", "\\n", "\\xe2".
std::string byte_name(std::uint8_t byte);

/// `text` with such names for white space, control characters and what is not UTF-8; cut after about `most_bytes`.
std::string shown_text(const std::string& text, std::size_t most_bytes);

}  // namespace pith::cli
