#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.h"

namespace pith {

/// A block's text as the predictor sees it: with its line ends swapped if that is shorter, else as it is.
struct CodedText {
  Bytes bytes;
  std::uint32_t saved_bytes = 0;  ///< what the text is longer by; 0 = not swapped, bytes are the text
};

/// The coded text of `text`. REQUIRES: text.size() <= kMaxBlockBytes.
CodedText coded_text(Bytes text);

/// The text that coded_text() gives `coded` for; nothing if there is none. Takes memory only for a text that is
/// saved_bytes longer than `coded`.
std::optional<Bytes> restored_text(CodedText coded);

}  // namespace pith
