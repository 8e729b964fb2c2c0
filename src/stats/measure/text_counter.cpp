#include "stats/measure/text_counter.h"

#include "stats/measure/white_space.h"

namespace pith {

namespace {

bool is_continuation(std::uint8_t byte) { return (byte & 0xc0) == 0x80; }

}  // namespace

void TextCounter::add(ByteView piece) {
  bytes_ += piece.size();
  for (const std::uint8_t byte : piece) {
    const bool in_word = !is_white_space(byte);
    characters_ += is_continuation(byte) ? 0 : 1;
    words_ += in_word && !in_word_ ? 1 : 0;
    in_word_ = in_word;
  }
}

}  // namespace pith
