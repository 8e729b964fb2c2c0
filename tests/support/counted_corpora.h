#pragma once

#include <cstdint>

#include "model/ngrams/ngrams.h"
#include "train/ngrams/savings.h"

namespace pith::test {

/// The contexts of every kind in a corpus, with what they save.
inline AllCounts weighed(const Corpus& corpus, std::uint32_t least_count = 2) {
  Progress progress(nullptr);
  OccurrencePartitions room(std::size_t{1} << 30, corpus.bytes());
  AllCounts counts;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    counts[kind] = count_ngrams(corpus, static_cast<Context>(kind), least_count, room, progress);
  }
  const Order1Probabilities order1 = order1_probabilities(corpus);
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    compute_savings(corpus, order1, counts, static_cast<Context>(kind));
  }
  return counts;
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
    const auto context_kind = static_cast<Context>(kind);
    if (!ngrams.has(context_kind)) continue;
    for (const CountedContext& context : counts[kind].contexts()) {
      known += ngrams.find(context_kind, context.hash) ? 1 : 0;
    }
  }
  return known;
}

}  // namespace pith::test
