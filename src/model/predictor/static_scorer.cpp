#include "model/predictor/static_scorer.h"

#include "model/predictor/planned_static_scorer.h"
#include "pith/predictor.h"

namespace pith {

std::unique_ptr<StaticScorer> make_static_scorer(int level, const Prior* prior) {
  using namespace level_plans;
  const std::size_t window_bytes = still_table_sizes(level, kMaxBlockBytes).window_bytes;
  switch (level) {
    case 1:
      return std::make_unique<PlannedStaticScorer<kFast>>(window_bytes, prior);
    case 2:
      return std::make_unique<PlannedStaticScorer<kMiddle>>(window_bytes, prior);
    default:
      if (level >= kFirstNetworkLevel && prior != nullptr && prior->network() != nullptr) return nullptr;
      return std::make_unique<PlannedStaticScorer<kFull>>(window_bytes, prior);
  }
}

}  // namespace pith
