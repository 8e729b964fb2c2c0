#include "stats/measure/scorer_impl.h"

#include <algorithm>
#include <utility>

#include "codec/require_level.h"
#include "format/models/model_scorer.h"
#include "pith/predictor.h"

namespace pith {

namespace {

class PredictorCosts final : public ByteCosts {
 public:
  PredictorCosts(const Scorer::Impl& scorer, ByteView text)
      : predictor_(scorer.level(), text.size(), scorer.model(), scorer.adaptive()), text_(text) {}

  void read(std::span<double> byte_bits) override {
    for (double& bits : byte_bits) {
      CostMeter byte_meter;
      for_each_decision(text_.front(), [&](int bit) {
        const std::uint32_t p = predictor_.predict();
        byte_meter.add(bit, p);
        meter_.add(bit, p);
        predictor_.learn(bit);
      });
      bits = byte_meter.bits();
      text_ = text_.subspan(1);
    }
  }

 private:
  Predictor predictor_;
  ByteView text_;
};

class StaticByteCosts final : public ByteCosts {
 public:
  StaticByteCosts(Scorer::Impl& scorer, ByteView text) : costs_(scorer), text_(text), place_(scorer.start()) {}

  void read(std::span<double> byte_bits) override { costs_->read(text_, place_, byte_bits.size(), meter_, byte_bits); }

 private:
  Scorer::Impl::Lease costs_;
  ByteView text_;
  StaticScorer::Place place_;
};

}  // namespace

Scorer::Impl::Impl(const ScorerOptions& options) : level_(options.level), adaptive_(options.adaptive) {
  require_level(level_);
  if (options.model != nullptr) model_ = *options.model;
  if (adaptive_) return;
  std::unique_ptr<StaticScorer> scorer = static_scorer(level_, model());
  if (scorer == nullptr) return;
  first_ = scorer.get();
  free_.push_back(std::make_unique<StaticCosts>(std::move(scorer)));
}

double Scorer::Impl::cost(ByteView text, StaticScorer::Place place, std::size_t count, Progress& progress) {
  assert(is_static());
  Lease costs(*this);
  CostMeter meter;
  while (count > 0) {
    const std::size_t step = std::min(count, Progress::kStepBytes);
    costs->read(text, place, step, meter);
    count -= step;
    progress.advance(step);
  }
  return meter.bits();
}

double Scorer::Impl::cost(ByteView coded, Progress& progress) {
  if (!is_static()) return predictor_cost(coded, progress);
  StaticScorer::Place place = start();
  if (!skips()) return cost(coded, std::move(place), coded.size(), progress);
  double bits = 0;
  while (place.position < coded.size()) {
    const std::size_t count = std::min(coded.size() - place.position, kPieceBytes);
    bits += cost(coded, place, count, progress);
    if (place.position + count < coded.size())
      skip(coded, place, count);
    else
      break;
  }
  return bits;
}

std::vector<double> Scorer::Impl::costs(std::span<const ByteView> coded, Progress& progress) {
  if (is_static() && !skips()) return Lease(*this)->costs(coded, progress);
  std::vector<double> bits;
  for (const ByteView each : coded) bits.push_back(cost(each, progress));
  return bits;
}

std::unique_ptr<ByteCosts> Scorer::Impl::byte_costs(ByteView coded) {
  assert(coded.size() <= kMaxBlockBytes);
  if (is_static()) return std::make_unique<StaticByteCosts>(*this, coded);
  return std::make_unique<PredictorCosts>(*this, coded);
}

std::unique_ptr<StaticCosts> Scorer::Impl::take() {
  const std::lock_guard lock(mutex_);
  if (free_.empty()) return std::make_unique<StaticCosts>(static_scorer(level_, model()));
  std::unique_ptr<StaticCosts> costs = std::move(free_.back());
  free_.pop_back();
  return costs;
}

void Scorer::Impl::give_back(std::unique_ptr<StaticCosts> costs) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(costs));
}

double Scorer::Impl::predictor_cost(ByteView text, Progress& progress) const {
  assert(text.size() <= kMaxBlockBytes);
  CostMeter meter;
  Predictor predictor(level_, text.size(), model(), adaptive_);
  while (!text.empty()) {
    const ByteView step = text.first(std::min(text.size(), Progress::kStepBytes));
    for (const std::uint8_t byte : step) meter.add_byte(predictor, byte);
    text = text.subspan(step.size());
    progress.advance(step.size());
  }
  return meter.bits();
}

}  // namespace pith
