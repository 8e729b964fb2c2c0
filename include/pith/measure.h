#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>

#include "pith/export.h"
#include "pith/level.h"
#include "pith/model.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// The ideal code length of a text under the predictor, and the counts it is divided by.
///
/// A character is a UTF-8 code point: a byte that is not a continuation byte (10xxxxxx). A word is a maximal run of
/// bytes other than ASCII white space (9 to 13 and 32). There is no ratio and no perplexity per unit of which a text
/// has none.
struct Measurement {
  double bits = 0;  ///< sum of -log2 p over all binary decisions
  std::uint64_t bytes = 0;
  std::uint64_t characters = 0;
  std::uint64_t words = 0;

  double nats() const;
  std::optional<double> bits_per_byte() const;
  std::optional<double> bits_per_char() const;
  std::optional<double> bits_per_word() const;
  std::optional<double> nats_per_char() const;
  std::optional<double> perplexity_per_byte() const;  ///< 2^bits_per_byte
  std::optional<double> perplexity_per_char() const;
  std::optional<double> perplexity_per_word() const;

  Measurement& operator+=(const Measurement& other);
};

struct MeasureOptions {
  int level = kDefaultLevel;
  int threads = 1;  ///< blocks measured at once; 0 = one per core
  /// Advanced as text is measured, by any worker. May be null.
  std::atomic<std::uint64_t>* text_bytes_done = nullptr;
  const Model* model = nullptr;  ///< what to predict from; null: from empty
  bool adaptive = true;          ///< false: the model learns nothing from the text, which gives held-out perplexity
};

/// What compress() would spend on `text` if `adaptive`, headers aside: the same predictor over the same blocks, its
/// probabilities summed instead of coded, also where compress() would rather store a block. Reads `text` like
/// compress(). Throws Error kUsage (level, threads), kIo.
Measurement measure(std::istream& text, const MeasureOptions& options = {});

/// One of several documents: its measurement, or why there is none.
struct MeasuredDocument {
  Measurement measurement;
  std::exception_ptr failure;  ///< what opening, reading or measuring it threw; null if it was measured
};

/// Measures `count` documents, options.threads of them at once; a single one as measure() does. `open` gives the text
/// of a document by its number, from 0, and is called by any thread. `take` is called for each document in order, on
/// the calling thread. Throws Error kUsage (level, threads), and what `take` throws.
void measure_documents(std::size_t count, const std::function<std::shared_ptr<std::istream>(std::size_t)>& open,
                       const MeasureOptions& options,
                       const std::function<void(std::size_t, const MeasuredDocument&)>& take);

/// A line and what it cost.
struct MeasuredLine {
  std::span<const std::uint8_t> text;  ///< with its line feed; only the last line may have none
  Measurement measurement;
};

/// Measures each line of `text` and calls `take` for it, in order, on the calling thread. If `options` are adaptive,
/// the lines are parts of one text that the model reads and learns from, and their bits add up to those of measure();
/// there is one thread. If not, each line is a text of its own, whatever comes before it.
/// Throws Error as measure(), and what `take` throws.
void measure_lines(std::istream& text, const MeasureOptions& options,
                   const std::function<void(const MeasuredLine&)>& take);

}  // namespace pith
