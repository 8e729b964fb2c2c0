#pragma once

#include <cstdint>

namespace pith {

/// Mixes two words into one; for hashed contexts, where all bits of the result matter.
inline std::uint32_t hash(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t folded = (a * 0x9E3779B1u) ^ ((b + 0x7F4A7C15u) * 0x85EBCA6Bu);
  return static_cast<std::uint32_t>((folded * std::uint64_t{0xD6E8FEB86659FD93}) >> 29);
}

}  // namespace pith
