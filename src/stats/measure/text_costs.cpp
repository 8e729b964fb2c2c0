#include "stats/measure/text_costs.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "format/models/model_scorer.h"
#include "pith/predictor.h"
#include "stats/measure/cost_meter.h"

namespace pith {

double predictor_cost(const MeasureOptions& options, ByteView text, Progress& progress) {
  assert(text.size() <= kMaxBlockBytes);
  CostMeter meter;
  Predictor predictor(options.level, text.size(), options.model, options.adaptive);
  while (!text.empty()) {
    const ByteView step = text.first(std::min(text.size(), Progress::kStepBytes));
    for (const std::uint8_t byte : step) {
      meter.add_byte(predictor, byte);
    }
    text = text.subspan(step.size());
    progress.advance(step.size());
  }
  return meter.bits();
}

StaticCosts::StaticCosts(std::unique_ptr<StaticScorer> scorer)
    : scorer_(std::move(scorer)), p16s_(Progress::kStepBytes * 8) {}

double StaticCosts::cost(ByteView text, StaticScorer::Place place, std::size_t count, Progress& progress) {
  assert(place.position + count <= text.size() && text.size() <= kMaxBlockBytes);
  CostMeter meter;
  while (count > 0) {
    const std::size_t step = std::min(count, Progress::kStepBytes);
    const ByteView bytes = text.subspan(place.position, step);
    scorer_->score(text, place, step, p16s_);
    for (std::size_t i = 0; i < step; ++i) meter.add_byte(&p16s_[8 * i], bytes[i]);
    count -= step;
    progress.advance(step);
  }
  return meter.bits();
}

StaticCostsPool::StaticCostsPool(const MeasureOptions& options) : options_(options) {
  if (options.adaptive) return;
  std::unique_ptr<StaticScorer> scorer = static_scorer(options.level, options.model);
  if (scorer == nullptr) return;
  first_ = scorer.get();
  free_.push_back(std::make_unique<StaticCosts>(std::move(scorer)));
}

double StaticCostsPool::cost(ByteView text, StaticScorer::Place place, std::size_t count, Progress& progress) {
  assert(usable());
  std::unique_ptr<StaticCosts> costs = take();
  const double bits = costs->cost(text, place, count, progress);
  give_back(std::move(costs));
  return bits;
}

std::unique_ptr<StaticCosts> StaticCostsPool::take() {
  const std::lock_guard lock(mutex_);
  if (free_.empty()) return std::make_unique<StaticCosts>(static_scorer(options_.level, options_.model));
  std::unique_ptr<StaticCosts> costs = std::move(free_.back());
  free_.pop_back();
  return costs;
}

void StaticCostsPool::give_back(std::unique_ptr<StaticCosts> costs) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(costs));
}

}  // namespace pith
