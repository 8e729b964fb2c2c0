#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "train/kernels/aligned_floats.h"
#include "train/kernels/kernels.h"
#include "train/kernels/layout.h"
#include "train/network/file.h"
#include "train/network/touched_rows.h"

namespace pith {

/// How far one step goes.
struct NetworkStepSize {
  double rate = 0;         ///< of Adam
  double matrix_rate = 0;  ///< of Muon
  double gradient_scale = 1;
  double weight_decay = 0;  ///< of the matrices, times matrix_rate
};

/// Moves the parameters of a network: matrices by Muon, everything else by Adam, of tables only the rows that were read
/// (their moments stand still meanwhile). Keeps a moving average of all.
class NetworkOptimiser {
 public:
  static constexpr double kKeepAverage = 0.998;

  /// Runs work(0) to work(parts - 1), in any order, perhaps at once.
  using Parallel = std::function<void(std::size_t parts, const std::function<void(std::size_t)>& work)>;

  /// Gives `network` what it lacks of moments and average. It and `kernels` outlive this.
  NetworkOptimiser(NetworkFile& network, const TrainingKernels& kernels);

  /// `gradient`: as parameters; becomes 0.
  void step(const NetworkStepSize& size, const TouchedRows& touched, float* gradient, const Parallel& parallel);

  /// Brings the average of rows that have long not been read to where it would be.
  void catch_up();

 private:
  struct MatrixBlock {
    std::size_t begin;
    std::size_t rows;
    std::size_t columns;
    AlignedFloats work;
  };

  AdamStep adam_step(const NetworkStepSize& size) const;
  void adam(const AdamStep& step, std::size_t begin, std::size_t count, float* gradient);
  void muon(const NetworkStepSize& size, MatrixBlock& block, float* gradient);
  void average(std::size_t begin, std::size_t count, double keep);
  void move_table(const AdamStep& step, std::size_t number, const TouchedRows::Table& table, float* gradient);

  NetworkFile& network_;
  const TrainingKernels& kernels_;
  NetworkLayout layout_;
  std::vector<MatrixBlock> blocks_;
  std::vector<const NetworkTensor*> plain_;
  std::vector<std::vector<std::uint64_t>> averaged_;  // of each table and row, the step up to which it is
  double keep_average_ = 0;                           // rises to kKeepAverage: nothing is to be made of the beginning
};

}  // namespace pith
