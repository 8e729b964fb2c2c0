#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "train/corpus.h"

namespace pith {

struct NgramTrainingOptions {
  std::size_t most_bytes = 0;                              ///< of the section
  int threads = 1;                                         ///< kinds of contexts counted at once
  std::size_t memory_bytes = std::size_t{3} << 30;         ///< for sorting, shared by the threads
};

/// The n-gram section of a model of `corpus`: counts all kinds of contexts, weighs what they save, keeps the best. The
/// threads never change the bytes. Advances `bytes_done`, which may be null, by ngram_training_steps().
Bytes train_ngrams(const Corpus& corpus, const NgramTrainingOptions& options, std::atomic<std::uint64_t>* bytes_done);

/// Bytes of text that counting and weighing go through.
std::uint64_t ngram_training_steps(const Corpus& corpus);

}  // namespace pith
