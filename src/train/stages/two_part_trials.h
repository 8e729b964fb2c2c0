#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "pith/train.h"
#include "train/corpus/corpus.h"
#include "train/ngrams/known_ngrams.h"
#include "train/ngrams/savings.h"

namespace pith {

/// What the n-grams of a model are chosen beside.
struct NgramTrialTerms {
  std::size_t most_bytes = 0;          ///< of the n-grams' section
  std::uint64_t other_bytes = 0;       ///< of the model's file
  std::uint64_t corpus_bytes = 0;      ///< what the data part is for
  std::vector<ByteView> tuning;        ///< texts that were not counted: one half tunes the mixing, one judges
  ByteView network;                    ///< the model's section; empty = none
  ByteView mixing_start;               ///< see MixingOrigin
  const KnownNgrams* known = nullptr;  ///< see select_ngrams()
  int threads = 1;
};

struct ChosenNgrams {
  Bytes section;
  std::vector<TwoPartTrial> trials;  ///< from the largest on; one is chosen
};

/// The n-grams with which the two-part code of the corpus is shortest (minimum description length, Rissanen 1978):
/// sections of most_bytes, half of that and so on, until the code gets longer twice. The data part is what the judging
/// text costs a byte, times the corpus. REQUIRES: compute_savings() has been called for every kind.
ChosenNgrams choose_ngrams_by_length(const Corpus& corpus, const AllCounts& counts, const NgramTrialTerms& terms);

/// The trial with the fewest bits, the first of several; marks it as chosen. REQUIRES: there is one.
std::size_t choose_shortest(std::vector<TwoPartTrial>& trials);

}  // namespace pith
