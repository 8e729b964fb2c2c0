#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "pith/analyze.h"
#include "pith/model.h"

namespace pith::cli {

/// `sizes`, which coded_sizes() made of `sample`, with those of zlib -9 and xz -9e after LZW.
void add_other_programs(std::vector<CodedSize>& sizes, const std::vector<std::uint8_t>& sample);

struct PithLevels {
  std::vector<int> levels;
  const Model* model = nullptr;                           ///< null: from empty
  int threads = 1;                                        ///< 0 = one per core
  std::atomic<std::uint64_t>* text_bytes_done = nullptr;  ///< rises by the sample for each level
};

/// What 'pith measure' says of `sample`, a row for each level.
std::vector<CodedSize> pith_sizes(const std::vector<std::uint8_t>& sample, const PithLevels& levels);

}  // namespace pith::cli
