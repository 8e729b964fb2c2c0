#pragma once

#include <cstdint>
#include <vector>

#include "pith/analyze.h"

namespace pith {

/// The codes of LZW as lzw_bits() counts them: entry numbers of the dictionary, the bytes first.
std::vector<std::uint16_t> lzw_codes(TextView text);

/// The bits of the code with number `index` in the text.
int lzw_code_bits(std::size_t index);

}  // namespace pith
