#pragma once

#include <vector>

#include "base/bytes.h"
#include "pith/train.h"
#include "pith/train_peers.h"
#include "train/network/file.h"

namespace pith {

struct NetworkTrainingResult {
  NetworkFile network;       ///< the average that did best on the validation text's cuts
  std::uint64_t bytes = 0;   ///< that were learnt from
  double seconds = 0;        ///< of training, those before an interruption included; all unless it ended early
  double bits_per_byte = 0;  ///< of network_cuts(validation); of the training text where there are none
};

/// Trains for options.seconds, from `start`; now and then, within that time, network_cuts(validation) are measured.
/// Adam's rate rises for a few steps and then falls along a cosine (Loshchilov, Hutter 2017), so that it is low when
/// the time is up; from half of it on tables are rounded to 4 bits. Ends before that if `validation` has long not
/// become cheaper. `threads`: 0 = one per core.
/// `peers`: those that train it together, each on its share of `texts`; null = this process alone. The time is then
/// that of number 0, and all have the same result.
NetworkTrainingResult train_parameters(const std::vector<ByteView>& texts, const std::vector<ByteView>& validation,
                                       NetworkFile start, const NetworkOptions& options, int threads,
                                       TrainingPeers* peers = nullptr);

/// The part of `texts` that one of several trains on: pieces of kSharedBytes in turn. Throws Error kUsage if that is
/// none.
std::vector<ByteView> share_of(const std::vector<ByteView>& texts, std::size_t rank, std::size_t size);
inline constexpr std::size_t kSharedBytes = 1 << 18;

/// A network of two clocks, the fast one of that many units, that has learnt nothing.
NetworkFile new_network(std::uint32_t units);

/// The part of the time after which Adam's rate is `rate(progress)` of its peak.
double network_rate(double progress);

}  // namespace pith
