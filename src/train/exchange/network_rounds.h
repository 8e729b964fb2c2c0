#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pith/train_peers.h"
#include "train/exchange/network_change.h"
#include "train/kernels/layout.h"

namespace pith {

/// The rounds of a network that several train. All of them have the same parameters after each.
class NetworkRounds {
 public:
  /// `start`: the parameters that all begin with. `peers` outlive this.
  NetworkRounds(TrainingPeers& peers, const NetworkShape& shape, const RoundOptions& options, std::vector<float> start);

  /// Tells the others by how much `local` differs from the parameters of the last round, and makes the next ones.
  /// Returns the seconds that number 0 gives as its own. Throws Error kInternal where the networks have come apart, and
  /// kDamaged.
  double end_round(const std::vector<float>& local, double seconds);

  const std::vector<float>& parameters() const { return parameters_; }
  const std::vector<float>& average() const { return average_; }  ///< of the parameters, moving

  std::size_t peers() const { return peers_.size(); }
  std::size_t rounds() const { return rounds_; }
  std::uint64_t bytes_sent() const { return bytes_sent_; }  ///< by this one, all rounds together
  const RoundOptions& options() const { return options_; }

 private:
  struct Message {
    std::vector<std::uint8_t> bytes;
    QuantisedChange change;
  };
  Message message(const std::vector<float>& local, double seconds);
  void take_outer_step(const std::vector<float>& change);

  TrainingPeers& peers_;
  NetworkLayout layout_;
  RoundOptions options_;
  std::vector<float> parameters_;
  std::vector<float> average_;
  std::vector<float> rest_;      // that rounding left out so far
  std::vector<float> momentum_;  // of the outer step
  std::size_t rounds_ = 0;
  std::uint64_t bytes_sent_ = 0;
};

}  // namespace pith
