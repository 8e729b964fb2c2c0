#include "cli/formatting/sha256.h"

// Its header needs the types of the first one.
#include <sha2.h>
#include <sys/types.h>

#include <cstdint>

namespace pith::cli {

std::string sha256(const void* bytes, std::size_t size) {
  char digits[SHA256_DIGEST_STRING_LENGTH];
  SHA256Data(static_cast<const std::uint8_t*>(bytes), size, digits);
  return digits;
}

}  // namespace pith::cli
