#pragma once

#include <cstddef>
#include <string>

namespace pith::cli {

/// The SHA-256 of `size` bytes as 64 hexadecimal digits in lower case, as sha256sum prints it.
std::string sha256(const void* bytes, std::size_t size);

}  // namespace pith::cli
