#include "cli/peers/xz_size.h"

#include <lzma.h>

namespace pith::cli {

std::optional<std::uint64_t> xz_size(const std::vector<std::uint8_t>& text) {
  std::vector<std::uint8_t> archive(lzma_stream_buffer_bound(text.size()));
  std::size_t bytes = 0;
  const lzma_ret result = lzma_easy_buffer_encode(9 | LZMA_PRESET_EXTREME, LZMA_CHECK_CRC64, nullptr, text.data(),
                                                  text.size(), archive.data(), &bytes, archive.size());
  return result == LZMA_OK ? std::optional<std::uint64_t>(bytes) : std::nullopt;
}

}  // namespace pith::cli
