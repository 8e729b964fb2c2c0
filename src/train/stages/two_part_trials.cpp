#include "train/stages/two_part_trials.h"

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>

#include "base/ordered_work.h"
#include "model/plan/levels.h"
#include "model/predictor/predictor_impl.h"
#include "pith/error.h"
#include "pith/predictor.h"
#include "stats/measure/cost_meter.h"

namespace pith {

namespace {

constexpr std::size_t kLeastNgramBytes = 16384;
constexpr int kPatience = 2;  ///< trials that get longer before the search ends

struct Halves {
  std::vector<ByteView> tuning;
  std::vector<ByteView> judging;
};

/// Every other text; a single one in the middle.
Halves halves_of(const std::vector<ByteView>& texts) {
  if (texts.size() == 1) {
    const ByteView text = texts.front();
    return {{text.first(text.size() / 2)}, {text.subspan(text.size() / 2)}};
  }
  Halves halves;
  for (std::size_t i = 0; i < texts.size(); ++i) (i % 2 == 0 ? halves.tuning : halves.judging).push_back(texts[i]);
  return halves;
}

/// What Predictor is, of a prior that is not in a file.
struct PriorPredictor {
  std::unique_ptr<Predictor::Impl> impl;

  std::uint32_t predict() const { return impl->p16(); }
  void learn(int bit) { impl->learn(bit); }
};

/// The bits a byte that texts cost, each read as a text of its own.
double bits_per_byte(const Prior& prior, int level, const std::vector<ByteView>& texts, int threads) {
  Progress progress(nullptr);
  OrderedWork<double> work(worker_count(threads), progress);
  double bits = 0;
  double bytes = 0;
  for (const ByteView text : texts) {
    if (work.full()) bits += work.take();
    bytes += static_cast<double>(text.size());
    work.start([&prior, level, text] {
      PriorPredictor predictor{make_predictor(level, std::min(text.size(), kMaxBlockBytes), &prior, true)};
      CostMeter meter;
      for (const std::uint8_t byte : text) meter.add_byte(predictor, byte);
      return meter.bits();
    });
  }
  while (!work.empty()) bits += work.take();
  return bytes == 0 ? 8 : bits / bytes;
}

}  // namespace

double judged_bits_per_byte(const Bytes& ngrams, const MixingOrigin& origin, const std::vector<ByteView>& texts,
                            int threads) {
  const Halves halves = halves_of(texts);
  const Bytes mixing = train_mixing(ngrams, halves.tuning, threads, nullptr, origin);
  const Prior prior(ngrams, mixing, origin.network);
  const int level = level_of(plans_of_model(!origin.network.empty()).back());
  return bits_per_byte(prior, level, halves.judging, threads);
}

ChosenNgrams choose_ngrams_by_length(std::size_t most_bytes, const NgramsOfSize& ngrams_of,
                                     const NgramTrial& trial_of) {
  ChosenNgrams chosen;
  int longer = 0;
  for (std::size_t bytes = most_bytes; longer < kPatience; bytes /= 2) {
    if (!chosen.trials.empty() && bytes < kLeastNgramBytes) break;
    Bytes ngrams;
    try {
      ngrams = ngrams_of(bytes);
    } catch (const Error&) {
      if (chosen.trials.empty()) throw;
      break;  // what is known already does not fit into less
    }
    // Where less room changes nothing the trial would be the same.
    if (!chosen.trials.empty() && static_cast<double>(ngrams.size()) == chosen.trials.back().setting) continue;
    chosen.trials.push_back(trial_of(ngrams));
    const bool best = choose_shortest(chosen.trials) + 1 == chosen.trials.size();
    longer = best ? 0 : longer + 1;
    if (best) chosen.section = std::move(ngrams);
  }
  return chosen;
}

std::size_t choose_shortest(std::vector<TwoPartTrial>& trials) {
  assert(!trials.empty());
  const auto shortest = std::ranges::min_element(trials, {}, &TwoPartTrial::bits);
  for (TwoPartTrial& trial : trials) trial.chosen = false;
  shortest->chosen = true;
  return static_cast<std::size_t>(shortest - trials.begin());
}

}  // namespace pith
