#include "train/stages/mixing_training.h"

#include <algorithm>
#include <memory>

#include "base/ordered_work.h"
#include "base/progress.h"
#include "model/plan/level_plan.h"
#include "model/predictor/predictor_impl.h"
#include "model/predictor/prior.h"

namespace pith {

namespace {

constexpr std::array<int, kPlans> kLevelOfPlan = {1, 2, 3, kFirstNetworkLevel};

struct Taught {
  ShortHistories short_histories;
  MixingState mixing;
};

void read(Predictor::Impl& predictor, ByteView text, Progress& progress) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (int shift = 7; shift >= 0; --shift) predictor.learn(text[i] >> shift & 1);
    if (i % Progress::kStepBytes == 0) progress.advance(std::min(Progress::kStepBytes, text.size() - i));
  }
}

Taught teach(int plan, ByteView ngrams, const MixingOrigin& origin, const std::vector<ByteView>& texts,
             Progress& progress) {
  std::unique_ptr<Prior> prior = std::make_unique<Prior>(ngrams, origin.start, origin.network);
  Taught taught;
  for (const ByteView text : texts) {
    const auto predictor = make_predictor(kLevelOfPlan[plan], text.size(), prior.get(), true);
    read(*predictor, text, progress);
    taught = {predictor->short_histories(), predictor->mixing()};
    prior = std::make_unique<Prior>(ngrams, origin.network, plan, taught.short_histories, taught.mixing);
  }
  return taught;
}

}  // namespace

Bytes train_mixing(ByteView ngrams, const std::vector<ByteView>& texts, int threads,
                   std::atomic<std::uint64_t>* bytes_done, const MixingOrigin& origin) {
  Progress progress(bytes_done);
  if (texts.empty()) return {origin.start.begin(), origin.start.end()};
  const int count = mixing_plans(!origin.network.empty());
  OrderedWork<Taught> work(std::min(worker_count(threads), static_cast<std::size_t>(count)), progress);
  std::vector<MixingState> plans;
  ShortHistories short_histories;
  const auto take = [&] {
    Taught taught = work.take();
    short_histories = std::move(taught.short_histories);  // the same for all plans: they read the same texts
    plans.push_back(std::move(taught.mixing));
  };
  for (int plan = 0; plan < count; ++plan) {
    if (work.full()) take();
    work.start([plan, ngrams, &origin, &texts, &progress] { return teach(plan, ngrams, origin, texts, progress); });
  }
  while (!work.empty()) take();
  return mixing_section(short_histories, plans);
}

int mixing_plans(bool network) { return network ? kPlans : kPlansWithoutNetwork; }

std::size_t mixing_section_bytes(bool network) {
  std::vector<MixingState> plans(mixing_plans(network));
  for (std::size_t plan = 0; plan < plans.size(); ++plan) {
    const MixingShape shape = mixing_shape(static_cast<int>(plan));
    plans[plan].maps.resize(shape.maps);
    plans[plan].matches.resize(shape.matches);
    plans[plan].weights.resize(shape.weights);
    plans[plan].final_weights.resize(shape.final_weights);
  }
  return mixing_section({}, plans).size();
}

}  // namespace pith
