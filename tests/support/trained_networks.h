#pragma once

#include <string>
#include <vector>

#include "support/streams.h"
#include "support/works.h"
#include "train/kernels/layout.h"
#include "train/network/trainer.h"

namespace pith::test {

inline constexpr NetworkShape kTrainedNetwork{.hidden = 64,
                                              .embedding = 64,
                                              .bigram_rows = 32,
                                              .embedded_rows = {64, 64, 0, 0, 64, 0},
                                              .slow = 64,
                                              .slow_embedding = 64,
                                              .waist = 64,
                                              .slow_rows = {64, 0, 64, 16}};

/// What trained_network() has read.
inline std::vector<std::string> texts_of_trained_network() { return works_of_sentences(8, 3000, 1); }

/// A small network that has learnt enough of sentences to be sure of something.
inline const NetworkFile& trained_network() {
  static const NetworkFile kNetwork = [] {
    const std::vector<std::string> texts = texts_of_trained_network();
    NetworkFile start{.shape = kTrainedNetwork, .parameters = initial_parameters(kTrainedNetwork, 1)};
    NetworkTrainer trainer({.groups = 1, .streams = 16, .steps = 32}, views_of(texts), start);
    for (int i = 0; i < 150; ++i) {
      if (i == 75) trainer.round_tables();
      trainer.step(0.005);
    }
    return averaged(trainer.up_to_date());
  }();
  return kNetwork;
}

}  // namespace pith::test
