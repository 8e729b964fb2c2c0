#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pith/export.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// The processes that train one model together, this one among them. All of them call train() with the same texts and
/// options; the model is that of number 0.
class TrainingPeers {
 public:
  TrainingPeers() = default;
  TrainingPeers(const TrainingPeers&) = delete;
  TrainingPeers& operator=(const TrainingPeers&) = delete;
  virtual ~TrainingPeers() = default;

  virtual std::size_t rank() const = 0;  ///< of this one, from 0
  virtual std::size_t size() const = 0;  ///< how many there are

  /// Gives `mine` to all, and returns what each gave, by rank. All call it equally often; it returns when all have.
  virtual std::vector<std::vector<std::uint8_t>> exchange(const std::vector<std::uint8_t>& mine) = 0;
};

/// How a network is trained by several: each takes steps on its own texts, then all exchange by how much their networks
/// changed and take an outer step, Nesterov's (DiLoCo: Douillard et al. 2023).
struct RoundOptions {
  std::size_t local_steps = 200;  ///< 1: plain averaging of all parameters after every step, without an outer momentum
  int bits = 4;                   ///< of a number of the change: 2, 4, 8, or 32: floats
  double outer_rate = 0.7;
  double outer_momentum = 0.9;
};

}  // namespace pith
