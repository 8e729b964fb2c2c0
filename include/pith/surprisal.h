#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <span>

#include "pith/export.h"
#include "pith/level.h"
#include "pith/measure.h"
#include "pith/model.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// A byte that may come next, and its probability.
struct Candidate {
  std::uint8_t byte = 0;
  double probability = 0;
};

/// How surprising one byte of a text was.
struct ByteSurprisal {
  std::uint8_t byte = 0;
  double bits = 0;  ///< -log2 of its probability
  /// The likeliest bytes in its place, the likeliest first; of equally likely ones the smaller byte.
  std::span<const Candidate> candidates;
};

struct SurprisalOptions {
  int level = kDefaultLevel;
  const Model* model = nullptr;    ///< what to predict from; null: from empty
  bool adaptive = true;            ///< false: the model learns nothing from the text
  std::size_t max_candidates = 0;  ///< for each byte, up to 256; looking them up takes time
  /// Advanced as text is measured. May be null.
  std::atomic<std::uint64_t>* text_bytes_done = nullptr;
};

/// Reads `text` to its end and calls `take` for each of its bytes, in order. Their bits add up to what measure() says
/// of the text, which is the result.
/// In a block whose lines end in CR LF, which is coded as LF, the CR carries the bits of the pair, and the LF none and
/// no candidates. Throws Error kUsage (level), kIo, and what `take` throws.
Measurement surprisals(std::istream& text, const SurprisalOptions& options,
                       const std::function<void(const ByteSurprisal&)>& take);

}  // namespace pith
