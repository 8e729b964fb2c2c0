#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pith::fuzz {

/// What an archive says of itself before anything of it is decoded.
struct Declared {
  std::uint64_t blocks = 0;      ///< whole ones
  std::uint64_t text_bytes = 0;  ///< of those that are not stored
};

/// How many bytes of text a decoder may have to decode before it can tell that `archive` is damaged: a few bytes may
/// honestly stand for 16 MB, which takes too long to fuzz. Reads the format on its own, and gives up where the archive
/// ceases to make sense.
inline Declared declared(std::string_view archive) {
  std::size_t at = 0;
  const auto varint = [&] {
    std::uint64_t value = 0;
    for (int shift = 0; at < archive.size() && shift < 35; shift += 7) {
      const auto byte = static_cast<std::uint8_t>(archive[at++]);
      value |= std::uint64_t{byte & 127U} << shift;
      if (byte < 128) break;
    }
    return value;
  };
  const auto has = [&](std::uint64_t bytes) { return bytes <= archive.size() - at; };

  Declared total;
  while (has(6)) {
    const bool names_model = (archive[at + 5] & 0x80) != 0;
    at += 6;
    if (names_model && has(8)) at += 8;
    for (bool last = false; !last;) {
      const std::uint64_t tag = varint();
      if ((tag & 4) != 0) varint();  // saved_bytes
      const std::uint64_t payload_bytes = varint();
      if (!has(payload_bytes + 4)) return total;
      at += static_cast<std::size_t>(payload_bytes) + 4;
      ++total.blocks;
      if ((tag & 2) == 0) total.text_bytes += tag >> 3;
      last = (tag & 1) != 0;
    }
  }
  return total;
}

}  // namespace pith::fuzz
