#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "pith/train_peers.h"
#include "train/corpus/corpus.h"
#include "train/ngrams/savings.h"

namespace pith {

struct NgramCountingOptions {
  int threads = 1;                                  ///< kinds of contexts counted at once; 0 = one per core
  std::size_t memory_bytes = std::size_t{3} << 30;  ///< for sorting, shared by the threads
  TrainingPeers* peers = nullptr;                   ///< each counts some kinds, all get all; null = none
};

/// Counts all kinds of contexts. The options never change the counts. Advances `bytes_done`, which may be null, by
/// ngram_training_steps().
AllCounts count_all_ngrams(const Corpus& corpus, const NgramCountingOptions& options,
                           std::atomic<std::uint64_t>* bytes_done);

/// Weighs what the contexts of `counts`, which are those of `corpus`, save. The threads, 0 = one per core, never change
/// the result. Advances `bytes_done`, which may be null, by ngram_training_steps().
WeighedCounts weigh_ngrams(const Corpus& corpus, AllCounts counts, int threads, std::atomic<std::uint64_t>* bytes_done,
                           TrainingPeers* peers = nullptr);

/// Bytes of text that counting goes through, and weighing once more: the corpus once a kind of context.
std::uint64_t ngram_training_steps(const Corpus& corpus);

}  // namespace pith
