#include "model/predictor/static_scorer.h"

#include "model/plan/levels.h"
#include "model/plan/table_sizes.h"
#include "model/predictor/planned_static_scorer.h"
#include "pith/predictor.h"

namespace pith {

std::unique_ptr<StaticScorer> make_static_scorer(int level, const Prior* prior) {
  const std::size_t window_bytes = static_table_sizes(level, kMaxBlockBytes).window_bytes;
  const bool has_network = prior != nullptr && prior->network() != nullptr;
  return with_plan(plan_of(level, has_network), [&]<const LevelPlan & kPlan>() -> std::unique_ptr<StaticScorer> {
    return std::make_unique<PlannedStaticScorer<kPlan>>(window_bytes, prior);
  });
}

}  // namespace pith
