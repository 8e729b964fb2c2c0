#include "codec/coded_text.h"

#include <cassert>
#include <utility>

#include "codec/line_ends.h"
#include "pith/predictor.h"

namespace pith {

CodedText coded_text(Bytes text) {
  assert(text.size() <= kMaxBlockBytes);
  const std::int64_t saved_bytes = bytes_saved_by_swap(text);
  if (saved_bytes <= 0) {
    return {.bytes = std::move(text)};
  }
  return {.bytes = swap_line_ends(text), .saved_bytes = static_cast<std::uint32_t>(saved_bytes)};
}

std::optional<Bytes> restored_text(CodedText coded) {
  const std::int64_t saved_bytes = bytes_saved_by_swap(coded.bytes);
  if (coded.saved_bytes == 0) {
    return saved_bytes <= 0 ? std::optional(std::move(coded.bytes)) : std::nullopt;
  }
  return saved_bytes == -std::int64_t{coded.saved_bytes} ? std::optional(swap_line_ends(coded.bytes)) : std::nullopt;
}

}  // namespace pith
