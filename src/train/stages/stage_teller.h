#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "pith/train.h"

namespace pith {

/// Tells whoever started a training of its stages, one after the other.
class StageTeller {
 public:
  using Begin = std::function<std::atomic<std::uint64_t>*(const TrainingStage&)>;

  /// `begin`, which may be empty: see TrainOptions::begin_stage. `count`: of all stages.
  StageTeller(Begin begin, int count) : begin_(std::move(begin)), count_(count) {}

  /// A stage begins. Returns what it advances by the bytes it goes through, null for nothing.
  std::atomic<std::uint64_t>* begin(const std::string& name, std::uint64_t total_bytes) {
    const TrainingStage stage{.number = ++begun_, .count = count_, .name = name, .total_bytes = total_bytes};
    return begin_ ? begin_(stage) : nullptr;
  }

 private:
  Begin begin_;
  int count_;
  int begun_ = 0;
};

}  // namespace pith
