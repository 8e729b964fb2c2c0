#pragma once

#include <cstddef>

#include "train/corpus.h"
#include "train/ngram_savings.h"
#include "train/ngram_writer.h"

namespace pith {

/// The contexts that save most for the bytes they take, as a section of at most `most_bytes`.
/// REQUIRES: compute_savings() has been called for every kind. Throws Error kUsage where not even an empty section
/// fits.
Bytes select_ngrams(const Corpus& corpus, const AllCounts& counts, std::size_t most_bytes);

}  // namespace pith
