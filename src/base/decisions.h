#pragma once

#include <cstdint>

namespace pith {

/// Calls visit(bit) for the eight binary decisions that a byte is coded as: its bits, the most significant one first.
template <typename Visitor>
constexpr void for_each_decision(std::uint8_t byte, Visitor visit) {
  for (int shift = 7; shift >= 0; --shift) visit(byte >> shift & 1);
}

}  // namespace pith
