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

/// Into how many blocks of equal length a text of `piece_bytes` is cut where its length alone decides: 1, 2 or 4, so
/// that two or four threads have the same to do, and each block is long enough to learn from. REQUIRES: piece_bytes <=
/// kMaxBlockBytes.
std::size_t blocks_by_size(std::size_t piece_bytes);

/// Cuts the next block off `text`: `block_bytes` bytes, or what is left if that is less. One byte of look-ahead tells
/// whether it is the last, so only an empty text has an empty block. REQUIRES: the block before was not the last.
TextBlock next_text_block(ByteSource& text, std::size_t block_bytes = kMaxBlockBytes);

/// Cuts a text into the blocks of an archive.
class TextCutter {
 public:
  /// `block_bytes` as in CompressOptions. REQUIRES: `text` outlives this, block_bytes <= kMaxBlockBytes.
  TextCutter(ByteSource& text, std::size_t block_bytes) : text_(text), block_bytes_(block_bytes) {}

  /// REQUIRES: the block before was not the last.
  TextBlock next();

 private:
  TextBlock next_by_size();

  ByteSource& text_;
  std::size_t block_bytes_;
  TextBlock piece_;             // of kMaxBlockBytes, or what is left of the text
  std::size_t begin_ = 0;       // of what is not cut off piece_ yet
  std::size_t part_bytes_ = 0;  // of its blocks but the last
};

}  // namespace pith
