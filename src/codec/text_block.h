#pragma once

#include <cstddef>

#include "base/byte_source.h"
#include "base/bytes.h"
#include "pith/predictor.h"

namespace pith {

/// A piece of a text, coded on its own.
struct TextBlock {
  Bytes text;
  bool last = false;
};

/// Cuts the next block off `text`: `block_bytes` bytes, or what is left if that is less. One byte of look-ahead tells
/// whether it is the last, so only an empty text has an empty block. REQUIRES: the block before was not the last.
TextBlock next_text_block(ByteSource& text, std::size_t block_bytes = kMaxBlockBytes);

}  // namespace pith
