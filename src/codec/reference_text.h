#pragma once

#include <cstdint>

#include "base/bytes.h"

namespace pith {

/// A text that both sides have, as predictors take it in before that which is coded.
struct ReferenceText {
  std::uint32_t bytes = 0;  ///< how long it is; 0 = there is none
  std::uint64_t id = 0;     ///< XXH3-64 of it
  Bytes coded;              ///< the coded text of its last kMaxBlockBytes
};

/// Throws Error kUsage for a text of 2^32 bytes and more.
ReferenceText reference_text(ByteView text);

/// What a text is known by in archives.
std::uint64_t reference_id(ByteView text);

}  // namespace pith
