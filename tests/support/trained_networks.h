#pragma once

#include <string>
#include <vector>

#include "support/streams.h"
#include "support/works.h"
#include "train/network/parameters.h"
#include "train/network/trainer.h"

namespace pith::test {

inline constexpr RnnShape kTrainedNetwork{.hidden = 64, .bigram_rows = 32, .embedding = 64, .embedded_rows = 64};

/// What trained_network() has read.
inline std::vector<std::string> texts_of_trained_network() { return works_of_sentences(8, 3000, 1); }

/// A small network that has learnt enough of sentences to be sure of something.
inline const RnnFile& trained_network() {
  static const RnnFile kNetwork = [] {
    const std::vector<std::string> texts = texts_of_trained_network();
    RnnFile start{.shape = kTrainedNetwork, .parameters = initial_parameters(kTrainedNetwork, 1)};
    RnnTrainer trainer({.groups = 1, .streams = 16, .steps = 32}, views_of(texts), start);
    for (int i = 0; i < 150; ++i) trainer.step(0.005);
    return trainer.network();
  }();
  return kNetwork;
}

}  // namespace pith::test
