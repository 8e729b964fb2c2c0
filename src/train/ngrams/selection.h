#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

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

/// The ranking byte of a context of counts that are not of a corpus at hand.
using RankingByteOf = std::function<std::uint32_t(ContextKind kind, const CountedContext& context)>;
RankingByteOf ranking_bytes_in(const Corpus& corpus);

/// The same of counts from elsewhere, which are added to what is known.
Bytes select_more_ngrams(const RankingByteOf& ranking_byte_of, const WeighedCounts& counts, std::size_t most_bytes,
                         const KnownNgrams& known);

/// A context of a kind, by its number there.
struct ChosenContext {
  ContextKind kind;
  std::uint32_t number;
};

/// The contexts that save most for the about `most_bytes` that they take, best first.
std::vector<ChosenContext> best_contexts(const Corpus& corpus, const WeighedCounts& counts, std::size_t most_bytes,
                                         const KnownNgrams* known);

}  // namespace pith
