#pragma once

#include <string>

namespace pith::cli {

/// True if a file is an archive or something else that a compressor made, by its name or its first bytes. Throws
/// FileError if it cannot be read.
bool is_compressed(const std::string& path);

}  // namespace pith::cli
