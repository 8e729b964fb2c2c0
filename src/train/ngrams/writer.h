#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "model/ngrams/table.h"
#include "model/text/context.h"
#include "train/corpus/corpus.h"
#include "train/ngrams/known_ngrams.h"

namespace pith {

/// A byte that is to be expected after a context.
struct LearntByte {
  std::uint8_t byte;
  std::uint8_t count_class;  ///< see Successor
};

/// A context that a model is to remember.
struct LearntContext {
  std::uint32_t hash;
  std::uint32_t ranking_byte;          ///< ranking_byte() of the context and the byte before
  float worth;                         ///< where two cannot both be kept, the one of more worth is
  std::uint32_t count;                 ///< how often it occurs; frequent contexts come first in a bucket
  std::vector<LearntByte> successors;  ///< (1 to 256)
};

/// (kContextKinds) what a model is to remember, by kind; an empty kind gets no table.
using LearntNgrams = std::vector<std::vector<LearntContext>>;

/// The section that Ngrams reads. `ranks`: what alphabet_and_ranks() gives. A few contexts are lost where a bucket is
/// full. `known`, which may be null: contexts that are to be remembered before all others, unless `ngrams` has them
/// with more worth; `ranks` are then theirs.
Bytes write_ngrams(ByteView ranks, const LearntNgrams& ngrams, const KnownNgrams* known = nullptr);

/// What both know, as a section: counts of contexts that both have are added up, about. Nothing where they rank
/// successors differently or have tables of other sizes, as two models do that go on from none in common.
std::optional<Bytes> united_ngrams(const KnownNgrams& first, const KnownNgrams& second);

/// The alphabet of a corpus and its bytes ranked by how often they follow each byte, as the section begins.
Bytes alphabet_and_ranks(const Corpus& corpus);

}  // namespace pith
