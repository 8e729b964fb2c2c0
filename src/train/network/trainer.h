#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/bytes.h"
#include "train/kernels/aligned_floats.h"
#include "train/kernels/kernels.h"
#include "train/kernels/room.h"
#include "train/network/file.h"
#include "train/network/optimiser.h"
#include "train/network/streams.h"
#include "train/network/touched_rows.h"

namespace pith {

struct NetworkTrainerOptions {
  std::size_t groups = 2;    ///< of streams, shared by the threads; the result depends on it, and not on the threads
  std::size_t streams = 32;  ///< of a group
  std::size_t steps = 128;   ///< that the gradient goes back
  std::uint64_t seed = 1;
  double weight_decay = 0;  ///< see NetworkOptions; beside kMatrixDecay
  std::size_t threads = 1;
};

/// What a step of training has come to.
struct NetworkStep {
  double bits_per_byte = 0;  ///< of the window, before the step
  double gradient_norm = 0;  ///< before clipping, of the mean cost in nats
};

/// The network in float, and how it learns: truncated backpropagation through time over streams of text whose state is
/// carried from window to window, and the norm of the gradient clipped (Pascanu et al. 2013).
class NetworkTrainer {
 public:
  static constexpr double kMaxGradientNorm = 0.5;
  static constexpr double kMatrixRate = 2.7;   ///< Muon's rate, of Adam's
  static constexpr double kMatrixDecay = 0.1;  ///< without it the norms of matrices that Muon moves grow and grow

  /// The texts outlive this. `start`: where to begin, with the moments of Adam or without.
  NetworkTrainer(const NetworkTrainerOptions& options, const std::vector<ByteView>& texts, NetworkFile start);

  /// Learns from the next window with Adam's rate `rate`. A window whose gradient is no number is passed over.
  NetworkStep step(double rate);
  std::size_t step_bytes() const { return streams_.window_bytes(); }

  /// From now on tables of 4 bits are rounded as the integer network has them. Their steps are those that fit the
  /// weights now.
  void round_tables();

  /// Takes over parameters and their average from elsewhere, as parameters.
  void adopt(const std::vector<float>& parameters, const std::vector<float>& average);

  /// What it has come to; `progress` is the caller's.
  const NetworkFile& network() const { return network_; }

  /// The same, with the average of the parameters up to date.
  const NetworkFile& up_to_date();

 private:
  struct Group {
    AlignedFloats state;       // (streams)(hidden)
    AlignedFloats slow_state;  // (streams)(slow)
    AlignedFloats gradient;    // as parameters
    NetworkRoomOwner room;
    double cost = 0;  // nats
  };

  void in_parallel(std::size_t parts, const std::function<void(std::size_t)>& work) const;
  void learn(std::size_t group);
  double add_up_gradients();

  NetworkTrainerOptions options_;
  NetworkStreams streams_;
  NetworkFile network_;
  const TrainingKernels& kernels_;
  NetworkOptimiser optimiser_;
  TouchedRows touched_;
  std::vector<Group> groups_;
};

/// The network as its average, without the state of training: what is to be used of it.
NetworkFile averaged(const NetworkFile& network);

/// Bits a byte that the network spends on about all of `texts`, in segments as in training, up to kMeasuredStreams side
/// by side. On exactly all where they are no more, of one length, a multiple of kMeasuredSteps, and each a segment.
double network_bits_per_byte(const NetworkFile& network, const std::vector<ByteView>& texts);
inline constexpr std::size_t kMeasuredStreams = 32;
inline constexpr std::size_t kMeasuredSteps = 64;  ///< at a time

}  // namespace pith
