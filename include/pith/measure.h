#pragma once

#include <atomic>
#include <cstdint>
#include <iosfwd>

#include "pith/level.h"
#include "pith/model.h"

namespace pith {

/// The ideal code length of a text under the predictor, and the counts it is divided by.
///
/// A character is a UTF-8 code point: a byte that is not a continuation byte (10xxxxxx). A word is a maximal run of
/// bytes other than ASCII white space (9 to 13 and 32). Per unit of which a text has none, the ratio is 0 and the
/// perplexity 1.
struct Measurement {
  double bits = 0;  ///< sum of -log2 p over all binary decisions
  std::uint64_t bytes = 0;
  std::uint64_t characters = 0;
  std::uint64_t words = 0;

  double nats() const;
  double bits_per_byte() const;
  double bits_per_char() const;
  double bits_per_word() const;
  double perplexity_per_byte() const;  ///< 2^bits_per_byte
  double perplexity_per_char() const;
  double perplexity_per_word() const;

  Measurement& operator+=(const Measurement& other);
};

struct MeasureOptions {
  int level = kDefaultLevel;
  int threads = 1;  ///< blocks measured at once; 0 = one per core
  std::atomic<std::uint64_t>* text_bytes_done = nullptr;
  const Model* model = nullptr;  ///< what to predict from; null: from empty
  bool adaptive = true;          ///< false: the model learns nothing from the text, as held-out perplexity is defined
};

/// What compress() would spend on `text` if `adaptive`, headers aside: the same predictor over the same blocks, its
/// probabilities summed instead of coded, also where compress() would rather store a block. Reads `text` like
/// compress(). Throws Error kUsage (level, threads), kIo.
Measurement measure(std::istream& text, const MeasureOptions& options = {});

}  // namespace pith
