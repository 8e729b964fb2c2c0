#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"

namespace pith {

/// What else training the mixing starts from.
struct MixingOrigin {
  ByteView network;  ///< the model's section; empty = plans with a network are left out
  ByteView start;    ///< a mixing section to go on from; empty = from nothing
};

/// The mixing section of a model: what the predictors of all plans have learnt after reading `texts`, each as a text of
/// its own, with the n-grams of the section `ngrams`. The texts must be ones that neither the n-grams were counted in
/// nor the network was trained on, or the mixer would trust them too much. Without texts the result is origin.start.
/// Advances `bytes_done`, which may be null, by the texts for each plan.
Bytes train_mixing(ByteView ngrams, const std::vector<ByteView>& texts, int threads,
                   std::atomic<std::uint64_t>* bytes_done, const MixingOrigin& origin = {});

/// The length of the section, which is always the same.
std::size_t mixing_section_bytes(bool network);

}  // namespace pith
