#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.h"

namespace pith {

/// The lengths of a prefix code for symbols of these frequencies (Huffman 1952), none above `longest`, 0 for a symbol
/// that never occurs. With fewer than two symbols, a code that PrefixCode takes all the same.
/// REQUIRES: frequencies.size() <= 2^longest.
Bytes prefix_code_lengths(std::span<const std::uint64_t> frequencies, int longest);

}  // namespace pith
