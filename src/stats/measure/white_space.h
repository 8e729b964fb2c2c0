#pragma once

#include <cstdint>

namespace pith {

/// What separates words; see pith/measure.h.
inline bool is_white_space(std::uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

}  // namespace pith
