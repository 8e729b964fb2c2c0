#pragma once

#include <cstddef>

#include "base/byte_source.h"
#include "pith/measure.h"

namespace pith {

/// measure() with blocks of `block_bytes`; compress() takes kMaxBlockBytes. REQUIRES: 1 <= block_bytes <=
/// kMaxBlockBytes.
Measurement measure_blocks(ByteSource& text, const MeasureOptions& options, std::size_t block_bytes);

}  // namespace pith
