#pragma once

#include <cstdint>

#include "base/byte_source.h"

namespace pith {

/// The number that an archive has next. Throws Error kTruncated, kDamaged.
std::uint32_t read_varint(ByteSource& archive);

}  // namespace pith
