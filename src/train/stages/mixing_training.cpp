#include "train/stages/mixing_training.h"

#include <algorithm>
#include <memory>
#include <span>

#include "base/decisions.h"
#include "base/ordered_work.h"
#include "base/progress.h"
#include "model/plan/levels.h"
#include "model/predictor/predictor_impl.h"
#include "model/predictor/prior.h"

namespace pith {

namespace {

struct Taught {
  ShortHistories short_histories;
  MixingState mixing;
};

void read(Predictor::Impl& predictor, ByteView text, Progress& progress) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    for_each_decision(text[i], [&](int bit) { predictor.learn(bit); });
    if (i % Progress::kStepBytes == 0) progress.advance(std::min(Progress::kStepBytes, text.size() - i));
  }
}

Taught teach(PlanId plan, ByteView ngrams, const MixingOrigin& origin, const std::vector<ByteView>& texts,
             Progress& progress) {
  std::unique_ptr<Prior> prior = std::make_unique<Prior>(ngrams, origin.start, origin.network);
  Taught taught;
  if (const ShortHistories* begun = prior->short_histories()) taught.short_histories = *begun;
  for (const ByteView text : texts) {
    const auto predictor = make_predictor(level_of(plan), text.size(), prior.get(), true);
    read(*predictor, text, progress);
    taught.short_histories.learn(text);
    taught.mixing = predictor->mixing();
    prior = std::make_unique<Prior>(ngrams, origin.network, plan, taught.short_histories, taught.mixing);
  }
  return taught;
}

}  // namespace

Bytes train_mixing(ByteView ngrams, const std::vector<ByteView>& texts, int threads,
                   std::atomic<std::uint64_t>* bytes_done, const MixingOrigin& origin) {
  Progress progress(bytes_done);
  if (texts.empty()) return {origin.start.begin(), origin.start.end()};
  const std::span<const PlanId> plans = plans_of_model(!origin.network.empty());
  OrderedWork<Taught> work(std::min(worker_count(threads), plans.size()), progress);
  std::vector<MixingState> states;
  ShortHistories short_histories;
  const auto take = [&] {
    Taught taught = work.take();
    short_histories = std::move(taught.short_histories);  // the same for all plans: they read the same texts
    states.push_back(std::move(taught.mixing));
  };
  for (const PlanId plan : plans) {
    if (work.full()) take();
    work.start([plan, ngrams, &origin, &texts, &progress] { return teach(plan, ngrams, origin, texts, progress); });
  }
  while (!work.empty()) take();
  return mixing_section(short_histories, states);
}

std::size_t mixing_section_bytes(bool network) {
  std::vector<MixingState> states;
  for (const PlanId plan : plans_of_model(network)) {
    const MixingShape shape = mixing_shape(plan);
    MixingState& state = states.emplace_back();
    state.maps.resize(shape.maps);
    state.matches.resize(shape.matches);
    state.weights.resize(shape.weights);
    state.final_weights.resize(shape.final_weights);
  }
  return mixing_section({}, states).size();
}

}  // namespace pith
