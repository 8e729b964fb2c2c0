#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/progress.h"
#include "model/predictor/static_scorer.h"
#include "stats/measure/cost_meter.h"

namespace pith {

/// The bits that texts cost a static scorer. For one thread at a time.
class StaticCosts {
 public:
  explicit StaticCosts(std::unique_ptr<StaticScorer> scorer);

  const StaticScorer& scorer() const { return *scorer_; }

  /// Adds what the next `count` bytes of `text` cost to `meter`, and moves `place` behind them. `byte_bits`: gets the
  /// bits of each, (count), or is empty. REQUIRES: place.position + count <= text.size() <= kMaxBlockBytes.
  void read(ByteView text, StaticScorer::Place& place, std::size_t count, CostMeter& meter,
            std::span<double> byte_bits = {});

  /// What each of the texts costs, to the last bit as read() one by one: (texts). Many are read side by side.
  /// REQUIRES: each text is no longer than kMaxBlockBytes.
  std::vector<double> costs(std::span<const ByteView> texts, Progress& progress);

  /// The bits of each value that the next byte may have: (256).
  void all_bytes(const StaticScorer::Place& place, std::span<double> bits);

 private:
  std::unique_ptr<StaticScorer> scorer_;
  std::vector<std::uint16_t> p16s_;
};

}  // namespace pith
