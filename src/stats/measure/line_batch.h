#pragma once

#include <cstddef>

#include "base/byte_source.h"
#include "base/bytes.h"

namespace pith {

/// Cuts a text into pieces that end with lines.
class LineBatches {
 public:
  /// `text` outlives this. Pieces have about `batch_bytes`, more where a line is longer.
  LineBatches(ByteSource& text, std::size_t batch_bytes) : text_(text), batch_bytes_(batch_bytes) {}

  /// The next piece; empty at the end of the text.
  Bytes next();

 private:
  ByteSource& text_;
  std::size_t batch_bytes_;
  Bytes rest_;  // the beginning of a line
};

/// The first line of `text`, with its line feed if it has one. REQUIRES: !text.empty().
ByteView first_line(ByteView text);

}  // namespace pith
