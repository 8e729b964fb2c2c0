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

  /// More stages come than were announced.
  void add(int stages) { count_ += stages; }

  /// A stage begins that goes through so many bytes so often; 0 = not known. Returns what it advances by the bytes it
  /// goes through, null for nothing.
  std::atomic<std::uint64_t>* begin(const std::string& name, std::uint64_t bytes = 0, std::uint64_t passes = 1) {
    return tell({.name = name, .total_bytes = bytes * passes, .passes = passes});
  }

  /// One that trains networks, of which it is not known how much text they see.
  void begin_network(const std::string& name) { tell({.name = name, .trains_network = true}); }

 private:
  std::atomic<std::uint64_t>* tell(TrainingStage stage) {
    stage.number = ++begun_;
    stage.count = count_;
    return begin_ ? begin_(stage) : nullptr;
  }

  Begin begin_;
  int count_;
  int begun_ = 0;
};

}  // namespace pith
