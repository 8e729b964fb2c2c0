#pragma once

#include <span>
#include <string>

namespace pith::cli {

/// RFC 4648, section 4: with padding, without line breaks.
std::string base64(std::span<const unsigned char> bytes);

}  // namespace pith::cli
