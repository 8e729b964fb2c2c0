#include "pith/predictor.h"

#include "model/level_plan.h"
#include "model/planned_predictor.h"

namespace pith {

std::unique_ptr<Predictor::Impl> make_predictor(int level, std::size_t text_bytes, const Prior* /*prior*/,
                                                bool /*adaptive*/) {
  using namespace level_plans;
  const TableSizes sizes = table_sizes(level, text_bytes);
  switch (level) {
    case 1:
      return std::make_unique<PlannedPredictor<kFast>>(sizes);
    case 2:
      return std::make_unique<PlannedPredictor<kMiddle>>(sizes);
    default:
      return std::make_unique<PlannedPredictor<kFull>>(sizes);
  }
}

Predictor::~Predictor() = default;
Predictor::Predictor(Predictor&&) noexcept = default;
Predictor& Predictor::operator=(Predictor&&) noexcept = default;

std::uint32_t Predictor::predict() const { return impl_->p16(); }

void Predictor::learn(int bit) { impl_->learn(bit); }

}  // namespace pith
