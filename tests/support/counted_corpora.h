#pragma once

#include <cstddef>

#include "model/ngrams/ngrams.h"
#include "train/ngrams/selection.h"
#include "train/ngrams/training.h"

namespace pith::test {

/// The contexts of every kind in a corpus, with what they save.
inline WeighedCounts weighed(const Corpus& corpus, int threads = 1) {
  return weigh_ngrams(corpus, count_all_ngrams(corpus, {.threads = threads}, nullptr), threads, nullptr);
}

/// The n-grams of a corpus, of at most `most_bytes`.
inline Bytes ngrams_of(const Corpus& corpus, std::size_t most_bytes, int threads = 1) {
  return select_ngrams(corpus, weighed(corpus, threads), most_bytes);
}

/// The contexts of all kinds together.
inline std::size_t contexts_in(const AllCounts& counts) {
  std::size_t sum = 0;
  for (const NgramCounts& kind : counts) sum += kind.contexts().size();
  return sum;
}

/// How many of the contexts of `counts` a model knows.
inline std::size_t contexts_known(const AllCounts& counts, const Ngrams& ngrams) {
  std::size_t known = 0;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    const auto context_kind = static_cast<ContextKind>(kind);
    if (!ngrams.has(context_kind)) continue;
    for (const CountedContext& context : counts[kind].contexts()) {
      known += ngrams.find(context_kind, context.hash) ? 1 : 0;
    }
  }
  return known;
}

}  // namespace pith::test
