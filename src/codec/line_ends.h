#pragma once

#include <cstdint>

#include "base/bytes.h"

namespace pith {

/// `text` with its line ends swapped, as FORMAT.md defines it: before each LF, a run of one CR becomes none and none
/// becomes one; longer runs stay. Swapping twice gives the text again.
Bytes swap_line_ends(ByteView text);

/// What swapping takes off the length of `text`, negative if it adds to it: text.size() - swap_line_ends(text).size().
std::int64_t bytes_saved_by_swap(ByteView text);

}  // namespace pith
