#pragma once

#include <cstdint>

namespace pith {

inline constexpr int kCharacterClasses = 8;

/// A coarse kind of byte, in [0, kCharacterClasses).
constexpr int character_class(std::uint8_t c) {
  if (c == 0) return 0;
  if (c == ' ') return 1;
  if (c == '\n' || c == '\r') return 2;
  if ('a' <= c && c <= 'z') return 3;
  if ('A' <= c && c <= 'Z') return 4;
  if ('0' <= c && c <= '9') return 5;
  return c >= 128 ? 6 : 7;
}

}  // namespace pith
