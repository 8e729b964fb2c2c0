#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "base/bytes.h"
#include "base/progress.h"
#include "model/predictor/static_scorer.h"
#include "pith/measure.h"

namespace pith {

/// The bits that `text` costs a predictor of its own, in one run. REQUIRES: text.size() <= kMaxBlockBytes.
double predictor_cost(const MeasureOptions& options, ByteView text, Progress& progress);

/// The bits that texts cost a static scorer. For one thread at a time.
class StaticCosts {
 public:
  explicit StaticCosts(std::unique_ptr<StaticScorer> scorer);

  /// Of the `count` bytes of `text` that begin at `place`.
  /// REQUIRES: place.position + count <= text.size() <= kMaxBlockBytes.
  double cost(ByteView text, StaticScorer::Place place, std::size_t count, Progress& progress);

 private:
  std::unique_ptr<StaticScorer> scorer_;
  std::vector<std::uint16_t> p16s_;
};

/// Static scorers that threads take turns with, as one takes long to make, and gets faster while it works.
class StaticCostsPool {
 public:
  /// The model of `options` outlives this.
  explicit StaticCostsPool(const MeasureOptions& options);

  /// Whether there are static scorers for these options: not if the predictor adapts, or has a network.
  bool usable() const { return first_ != nullptr; }

  /// For moving on in a text, while costs are computed or not. REQUIRES: usable().
  void skip(ByteView text, StaticScorer::Place& place, std::size_t count) const {
    assert(usable());
    first_->skip(text, place, count);
  }

  /// StaticCosts::cost() of any that is free. Called by any number of threads. REQUIRES: usable().
  double cost(ByteView text, StaticScorer::Place place, std::size_t count, Progress& progress);

 private:
  std::unique_ptr<StaticCosts> take();
  void give_back(std::unique_ptr<StaticCosts> costs);

  const MeasureOptions& options_;
  const StaticScorer* first_ = nullptr;  // of those in free_, or in use
  std::mutex mutex_;
  std::vector<std::unique_ptr<StaticCosts>> free_;
};

}  // namespace pith
