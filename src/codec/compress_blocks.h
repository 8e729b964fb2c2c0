#pragma once

#include "base/byte_sink.h"
#include "base/byte_source.h"
#include "pith/codec.h"

namespace pith {

/// compress() between a source and a sink.
void compress_blocks(ByteSource& text, ByteSink& archive, const CompressOptions& options);

}  // namespace pith
