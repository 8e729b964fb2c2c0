#pragma once

#include <cstddef>

#include "train/corpus/corpus.h"
#include "train/ngrams/known_ngrams.h"
#include "train/ngrams/savings.h"
#include "train/ngrams/writer.h"

namespace pith {

/// The contexts that save most for the bytes they take, as a section of at most `most_bytes`. With `known`, which may
/// be null, the section has all of that too; where both have a context, its counts are added up. Bytes that the
/// alphabet of `known` lacks are then not learnt. Throws Error kUsage where not even an empty section fits.
Bytes select_ngrams(const Corpus& corpus, const WeighedCounts& counts, std::size_t most_bytes,
                    const KnownNgrams* known = nullptr);

}  // namespace pith
