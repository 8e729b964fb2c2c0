#pragma once

#include <cstdint>
#include <vector>

#include "pith/analyze.h"

namespace pith::cli {

/// `sizes`, which coded_sizes() made of `sample`, with those of zlib -9 and xz -9e after LZW.
void add_other_programs(std::vector<CodedSize>& sizes, const std::vector<std::uint8_t>& sample);

/// The same with what 'pith measure' says of `sample`, a row for each level.
void add_pith(std::vector<CodedSize>& sizes, const std::vector<std::uint8_t>& sample, const LevelBitsOptions& options);

}  // namespace pith::cli
