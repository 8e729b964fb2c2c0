#include "cli/peers/zlib_size.h"

#include <zlib.h>

namespace pith::cli {

std::optional<std::uint64_t> zlib_size(const std::vector<std::uint8_t>& text) {
  uLongf bytes = compressBound(text.size());
  std::vector<std::uint8_t> archive(bytes);
  const int result = compress2(archive.data(), &bytes, text.data(), text.size(), Z_BEST_COMPRESSION);
  return result == Z_OK ? std::optional<std::uint64_t>(bytes) : std::nullopt;
}

}  // namespace pith::cli
