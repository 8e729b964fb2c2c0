#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "model/network/shape.h"
#include "train/network/aligned_floats.h"
#include "train/network/file.h"
#include "train/network/kernels.h"
#include "train/network/streams.h"

namespace pith {

struct RnnTrainerOptions {
  std::size_t groups = 2;    ///< of streams, shared by the threads; the result depends on it, and not on the threads
  std::size_t streams = 48;  ///< of a group
  std::size_t steps = 64;    ///< that the gradient goes back
  std::uint64_t seed = 1;
  double weight_decay = 0;  ///< see NetworkOptions
  std::size_t threads = 1;
};

/// What a step of training has come to.
struct RnnStep {
  double bits_per_byte = 0;  ///< of the window, before the step
  double gradient_norm = 0;  ///< before clipping, of the mean cost in nats
};

/// The network in float, and how it learns: truncated backpropagation through time over streams of text whose state is
/// carried from window to window, Adam, and the norm of the gradient clipped (Pascanu et al. 2013).
class RnnTrainer {
 public:
  static constexpr double kMaxGradientNorm = 0.5;

  /// The texts outlive this. `start`: where to begin, with the moments of Adam or without.
  RnnTrainer(const RnnTrainerOptions& options, const std::vector<ByteView>& texts, RnnFile start);

  /// Learns from the next window with Adam's rate `rate`.
  RnnStep step(double rate);
  std::size_t step_bytes() const { return streams_.window_bytes(); }

  /// What it has come to; `progress` is the caller's.
  const RnnFile& network() const { return network_; }

 private:
  struct Group {
    AlignedFloats state;     // (streams)(hidden)
    AlignedFloats gradient;  // as parameters
    AlignedFloats work;
    double cost = 0;  // nats
  };

  template <typename Work>
  void in_parallel(std::size_t parts, Work work) const;
  double add_up_gradients();
  void move_parameters(double rate, double norm);

  RnnTrainerOptions options_;
  const TrainingKernels& kernels_;
  RnnStreams streams_;
  RnnFile network_;
  std::vector<Group> groups_;
};

/// Bits a byte that the network spends on about all of `texts`, in segments as in training, up to kMeasuredStreams side
/// by side. On exactly all where they are no more, of one length, a multiple of kMeasuredSteps, and each a segment.
double rnn_bits_per_byte(const RnnShape& shape, const std::vector<float>& parameters,
                         const std::vector<ByteView>& texts);
inline constexpr std::size_t kMeasuredStreams = 32;
inline constexpr std::size_t kMeasuredSteps = 64;  ///< at a time

}  // namespace pith
