#include "pith/predictor.h"

#include "model/plan/level_plan.h"
#include "model/predictor/planned_predictor.h"

namespace pith {

std::unique_ptr<Predictor::Impl> make_predictor(int level, std::size_t text_bytes, const Prior* prior, bool adaptive) {
  using namespace level_plans;
  const TableSizes sizes = adaptive ? table_sizes(level, text_bytes) : still_table_sizes(level, text_bytes);
  switch (level) {
    case 1:
      return std::make_unique<PlannedPredictor<kFast>>(sizes, prior, adaptive);
    case 2:
      return std::make_unique<PlannedPredictor<kMiddle>>(sizes, prior, adaptive);
    default:
      if (level >= kFirstNetworkLevel && prior != nullptr && prior->network() != nullptr) {
        return std::make_unique<PlannedPredictor<kDeep>>(sizes, prior, adaptive);
      }
      return std::make_unique<PlannedPredictor<kFull>>(sizes, prior, adaptive);
  }
}

MixingShape mixing_shape(int plan) {
  using namespace level_plans;
  constexpr std::array kShapes = {MixingPlan<kFast>::kShape, MixingPlan<kMiddle>::kShape, MixingPlan<kFull>::kShape,
                                  MixingPlan<kDeep>::kShape};
  return kShapes.at(static_cast<std::size_t>(plan));
}

Predictor::~Predictor() = default;
Predictor::Predictor(Predictor&&) noexcept = default;
Predictor& Predictor::operator=(Predictor&&) noexcept = default;

std::uint32_t Predictor::predict() const { return impl_->p16(); }

void Predictor::learn(int bit) { impl_->learn(bit); }

void Predictor::likeliest(std::span<ByteShare> best) { impl_->likeliest(best); }

}  // namespace pith
