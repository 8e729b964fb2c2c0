#pragma once

#include <cstddef>

#include "base/byte_sink.h"
#include "base/byte_source.h"
#include "pith/codec.h"

namespace pith {

/// compress() with blocks of `block_bytes`. Only kMaxBlockBytes gives an archive; shorter blocks make the work of the
/// threads cheap to observe. REQUIRES: 1 <= block_bytes <= kMaxBlockBytes.
void compress_blocks(ByteSource& text, ByteSink& archive, const CompressOptions& options, std::size_t block_bytes);

}  // namespace pith
