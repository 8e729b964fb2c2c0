#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <utility>

#include "pith/train_peers.h"
#include "train/corpus/corpus.h"
#include "train/ngrams/counts.h"

namespace pith {

/// The counts of all kinds of contexts in a corpus.
using AllCounts = std::array<NgramCounts, kContextKinds>;

/// P(byte | last byte) in a corpus: that of `byte` after `last` in [last][byte].
using Order1Probabilities = std::array<std::array<float, 256>, 256>;
Order1Probabilities order1_probabilities(const Corpus& corpus);

/// Fills in CountedContext::saving of all contexts of `kind`: the relative entropy, in bits, of what followed the
/// context to what would be expected there without it, from the next shorter contexts (as in pruning a back-off model:
/// Stolcke, "Entropy-based Pruning of Backoff Language Models", 1998). Both are smoothed by absolute discounting.
/// Changes `counts[kind]` alone and does not read the savings of other kinds.
void compute_savings(const Corpus& corpus, const Order1Probabilities& order1, AllCounts& counts, ContextKind kind);

/// Counts whose contexts have their savings. weigh_ngrams() makes them, and whoever adds such up.
class WeighedCounts {
 public:
  static WeighedCounts added_up(AllCounts counts) { return WeighedCounts(std::move(counts)); }

  const AllCounts& all() const { return counts_; }
  const NgramCounts& operator[](ContextKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }

 private:
  friend WeighedCounts weigh_ngrams(const Corpus& corpus, AllCounts counts, int threads,
                                    std::atomic<std::uint64_t>* bytes_done, TrainingPeers* peers);
  explicit WeighedCounts(AllCounts counts) : counts_(std::move(counts)) {}

  AllCounts counts_;
};

}  // namespace pith
