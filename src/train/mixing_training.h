#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"

namespace pith {

/// The mixing section of a model: what the predictors of all plans have learnt after reading `texts`, each as a text of
/// its own, with the n-grams of the section `ngrams`. The texts must be ones that the n-grams were not counted in, or
/// the mixer would trust the n-grams too much. `start` is such a section to go on from, or empty; without texts it is
/// the result. Advances `bytes_done`, which may be null, by the texts once a plan.
Bytes train_mixing(ByteView ngrams, const std::vector<ByteView>& texts, int threads,
                   std::atomic<std::uint64_t>* bytes_done, ByteView start = {});

/// The length of the section, which is always the same.
std::size_t mixing_section_bytes();

}  // namespace pith
