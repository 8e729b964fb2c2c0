#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "train/corpus/corpus.h"
#include "train/ngrams/known_ngrams.h"
#include "train/ngrams/savings.h"

namespace pith {

struct NgramTrainingOptions {
  std::size_t most_bytes = 0;                       ///< of the section
  int threads = 1;                                  ///< kinds of contexts counted at once
  std::size_t memory_bytes = std::size_t{3} << 30;  ///< for sorting, shared by the threads
  const KnownNgrams* known = nullptr;               ///< what to go on from; may be null
};

/// The first half of training: counts all kinds of contexts. The threads never change the counts. Advances
/// `bytes_done`, which may be null, by ngram_training_steps().
AllCounts count_all_ngrams(const Corpus& corpus, const NgramTrainingOptions& options,
                           std::atomic<std::uint64_t>* bytes_done);

/// What the second half begins with: weighs what the contexts save, for select_ngrams(). Advances `bytes_done`
/// likewise.
void weigh_ngrams(const Corpus& corpus, AllCounts& counts, const NgramTrainingOptions& options,
                  std::atomic<std::uint64_t>* bytes_done);

/// The second half: weighs what the contexts save and makes the n-gram section of the best. Advances `bytes_done`
/// likewise. The threads never change the bytes.
Bytes choose_ngrams(const Corpus& corpus, AllCounts counts, const NgramTrainingOptions& options,
                    std::atomic<std::uint64_t>* bytes_done);

/// Both halves.
Bytes train_ngrams(const Corpus& corpus, const NgramTrainingOptions& options, std::atomic<std::uint64_t>* bytes_done);

/// Bytes of text that each half goes through: the corpus once a kind of context.
std::uint64_t ngram_training_steps(const Corpus& corpus);

}  // namespace pith
