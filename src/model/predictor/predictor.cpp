#include "pith/predictor.h"

#include "model/plan/levels.h"
#include "model/plan/table_sizes.h"
#include "model/predictor/nibble_predictor.h"
#include "model/predictor/planned_predictor.h"

namespace pith {

std::unique_ptr<Predictor::Impl> make_predictor(int level, std::size_t text_bytes, const Prior* prior, bool adaptive) {
  const TableSizes sizes = adaptive ? table_sizes(level, text_bytes) : static_table_sizes(level, text_bytes);
  const bool has_network = prior != nullptr && prior->network() != nullptr;
  return with_plan(plan_of(level, has_network), [&]<const LevelPlan & kPlan>() -> std::unique_ptr<Predictor::Impl> {
    if constexpr (kPlan.nibbles) {
      return std::make_unique<NibblePredictor>(sizes, prior, adaptive);
    } else {
      return std::make_unique<PlannedPredictor<kPlan>>(sizes, prior, adaptive);
    }
  });
}

MixingShape mixing_shape(PlanId plan) {
  return with_plan(plan, []<const LevelPlan & kPlan>() {
    if constexpr (kPlan.nibbles) {
      return NibbleMixing::kShape;
    } else {
      return MixingPlan<kPlan>::kShape;
    }
  });
}

Predictor::~Predictor() = default;
Predictor::Predictor(Predictor&&) noexcept = default;
Predictor& Predictor::operator=(Predictor&&) noexcept = default;

std::uint32_t Predictor::predict() const { return impl_->p16(); }

void Predictor::learn(int bit) { impl_->learn(bit); }

void Predictor::likeliest(std::span<ByteShare> best) { impl_->likeliest(best); }

}  // namespace pith
