#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "base/bytes.h"
#include "pith/train.h"
#include "train/stages/mixing_training.h"

namespace pith {

struct ChosenNgrams {
  Bytes section;
  std::vector<TwoPartTrial> trials;  ///< from the largest section on; one is chosen
};

/// The n-gram section of at most so many bytes. Throws Error kUsage where there is none so short.
using NgramsOfSize = std::function<Bytes(std::size_t most_bytes)>;

/// What a model with these n-grams comes to.
using NgramTrial = std::function<TwoPartTrial(const Bytes& ngrams)>;

/// The n-grams with which the two-part code of the corpus is shortest (minimum description length, Rissanen 1978):
/// tries sections of most_bytes, half of that and so on, until the code gets longer twice. Throws what `ngrams_of`
/// throws for most_bytes.
ChosenNgrams choose_ngrams_by_length(std::size_t most_bytes, const NgramsOfSize& ngrams_of, const NgramTrial& trial_of);

/// The bits a byte that one half of `texts` costs, each read as a text of its own, after mixing was tuned on the other
/// half: at the highest level that differs from the ones below. REQUIRES: the n-grams were not counted in the texts.
double judged_bits_per_byte(const Bytes& ngrams, const MixingOrigin& origin, const std::vector<ByteView>& texts,
                            int threads);

/// The trial with the fewest bits, the first of several; marks it as chosen. REQUIRES: there is one.
std::size_t choose_shortest(std::vector<TwoPartTrial>& trials);

}  // namespace pith
