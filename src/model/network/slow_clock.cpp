#include "model/network/slow_clock.h"

#include <algorithm>

#include "model/network/embedding.h"

namespace pith {

SlowClock::SlowClock(const NetworkWeights& weights, const RnnKernels& kernels)
    : weights_(weights),
      kernels_(kernels),
      unit_(weights.slow(), kernels),
      embedded_(weights.shape().slow_embedding),
      waist_(weights.shape().waist),
      told_(weights.shape().told()),
      sums_(std::max<std::size_t>(weights.shape().gates(), weights.shape().waist)),
      to_gates_(weights.shape().gates()),
      to_output_(weights.alphabet().size()) {}

void SlowClock::end_step(const Hashes& hashes) {
  EmbeddedRows rows;
  for (std::size_t i = 0; i < kSlowTables; ++i) rows.add(weights_.slow_table(i), hashes[i]);
  rows.sum(kernels_, embedded_);
  unit_.end_step(weights_.slow().bias, embedded_.data());
  tell();
}

void SlowClock::tell() {
  const NetworkMatrix& waist = weights_.waist();
  const std::int8_t* activations = unit_.activations().data();
  if (waist.rows() != 0) {
    kernels_.dot_i8(waist.tiles(), waist.row_sums(), activations, waist.rows(), waist.columns(), sums_.data());
    for (std::size_t i = 0; i < waist.rows(); ++i) {
      const std::int32_t number = (sums_[i] * waist.scale()[i] + 32) >> 6;  // in 2^-12
      waist_[i] = static_cast<std::int8_t>(std::clamp((number + 32) >> 6, -kActivationOne, kActivationOne));
    }
    activations = waist_.data();
  }
  std::copy_n(activations, told_.size(), told_.begin());
  const NetworkMatrix& to_gates = weights_.to_gates();
  kernels_.dot_i8(to_gates.tiles(), to_gates.row_sums(), activations, to_gates.rows(), to_gates.columns(),
                  sums_.data());
  std::ranges::copy(weights_.fast().bias, to_gates_.begin());
  kernels_.add_scaled(sums_.data(), to_gates.scale(), to_gates.rows(), to_gates_.data());
  kernels_.dot_i16(weights_.to_output().data(), told_.data(), to_output_.size(), told_.size(), to_output_.data());
}

}  // namespace pith
