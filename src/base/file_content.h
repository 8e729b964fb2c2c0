#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/zeroed_array.h"

namespace pith {

// Files are read, not mapped: what has been checked stays as it is, whoever writes to the file or cuts it short.

/// The content of a regular file, in memory of its own that begins with a page.
/// Throws Error kIo: missing, no permission, not a regular file, longer than `limit`, cut while it was read.
ZeroedArray<std::uint8_t> file_content(const std::string& path, std::uint64_t limit);

/// The first `count` bytes of a regular file, fewer if it is shorter. Throws as file_content().
Bytes file_beginning(const std::string& path, std::size_t count);

/// The `count` bytes of a regular file from `offset` on, fewer where it ends. Throws as file_content().
Bytes file_part(const std::string& path, std::uint64_t offset, std::size_t count);

}  // namespace pith
