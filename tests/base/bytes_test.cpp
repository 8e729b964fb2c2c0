#include "base/bytes.h"

#include <doctest/doctest.h>

namespace pith {

TEST_CASE("words are written lowest byte first") {
  Bytes bytes;
  append_little_endian(bytes, std::uint8_t{0x01});
  append_little_endian(bytes, std::uint16_t{0x2345});
  append_little_endian(bytes, std::uint32_t{0x6789abcd});
  append_little_endian(bytes, std::uint64_t{0x0123456789abcdef});
  CHECK(bytes == Bytes{0x01, 0x45, 0x23, 0xcd, 0xab, 0x89, 0x67, 0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0x01});
}

TEST_CASE("words are read as they were written") {
  for (const std::uint64_t word : {0x0ULL, 0x1ULL, 0x80ULL, 0xff00ff00ff00ff00ULL, 0x8000000000000000ULL, ~0x0ULL}) {
    Bytes bytes;
    append_little_endian(bytes, word);
    CHECK(little_endian<std::uint64_t>(bytes) == word);
    CHECK(little_endian<std::uint32_t>(bytes) == static_cast<std::uint32_t>(word));
    CHECK(little_endian<std::uint16_t>(bytes) == static_cast<std::uint16_t>(word));
  }
}

}  // namespace pith
