#include "base/varint.h"

#include <cassert>

namespace pith {

void append_varint(Bytes& out, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7) {
    out.push_back(static_cast<std::uint8_t>(number | 0x80));
  }
  out.push_back(static_cast<std::uint8_t>(number));
}

VarintReader::State VarintReader::take(std::uint8_t byte) {
  assert(bytes_ < kMaxVarintBytes);
  const bool first = bytes_ == 0;
  const bool fifth = bytes_ == kMaxVarintBytes - 1;
  if ((byte == 0 && !first) || (fifth && byte > 0x0f)) {
    return State::kInvalid;
  }
  number_ |= static_cast<std::uint32_t>(byte & 0x7f) << (7 * bytes_);
  ++bytes_;
  return (byte & 0x80) != 0 ? State::kMore : State::kDone;
}

}  // namespace pith
