#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pith::cli {

/// The bytes of the file `path`, "-" for standard input. Stops after more than `most_bytes`: what is longer than that
/// is too long. Throws FileError.
std::vector<std::uint8_t> whole_file(const std::string& path, std::uint64_t most_bytes = UINT64_MAX);

}  // namespace pith::cli
