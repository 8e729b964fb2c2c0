#pragma once

#include <cstddef>

#include "base/byte_source.h"
#include "pith/measure.h"
#include "pith/predictor.h"
#include "stats/measure/scorer_impl.h"

namespace pith {

/// measure() with blocks of `block_bytes`; compress() takes kMaxBlockBytes. REQUIRES: 1 <= block_bytes <=
/// kMaxBlockBytes.
Measurement measure_blocks(ByteSource& text, const MeasureOptions& options, std::size_t block_bytes);

/// The same with a scorer that there is already, and `options` threads and progress alone.
Measurement measure_blocks(ByteSource& text, Scorer::Impl& scorer, const MeasureOptions& options,
                           std::size_t block_bytes = kMaxBlockBytes);

inline ScorerOptions scorer_options(const MeasureOptions& options) {
  return {.level = options.level, .model = options.model, .adaptive = options.adaptive};
}

}  // namespace pith
