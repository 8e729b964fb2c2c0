#include "codec/line_ends.h"

#include <cstddef>

namespace pith {

namespace {

constexpr std::uint8_t kLineFeed = '\n';
constexpr std::uint8_t kCarriageReturn = '\r';

/// Calls visit(byte, run) for each byte of `text`, with the length of the run of CRs directly before it.
template <typename Visit>
void for_each_byte(ByteView text, Visit visit) {
  std::size_t run = 0;
  for (const std::uint8_t byte : text) {
    visit(byte, run);
    run = byte == kCarriageReturn ? run + 1 : 0;
  }
}

}  // namespace

Bytes swap_line_ends(ByteView text) {
  Bytes swapped;
  swapped.reserve(static_cast<std::size_t>(static_cast<std::int64_t>(text.size()) - bytes_saved_by_swap(text)));
  for_each_byte(text, [&swapped](std::uint8_t byte, std::size_t run) {
    if (byte == kLineFeed && run == 0) {
      swapped.push_back(kCarriageReturn);
    } else if (byte == kLineFeed && run == 1) {
      swapped.pop_back();
    }
    swapped.push_back(byte);
  });
  return swapped;
}

std::int64_t bytes_saved_by_swap(ByteView text) {
  std::int64_t saved = 0;  // |saved| <= text.size()
  for_each_byte(text, [&saved](std::uint8_t byte, std::size_t run) {
    if (byte == kLineFeed && run <= 1) {
      saved += run == 1 ? 1 : -1;
    }
  });
  return saved;
}

}  // namespace pith
