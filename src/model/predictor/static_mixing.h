#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/bits/logistic.h"
#include "model/mixer/mixer.h"
#include "model/network/model.h"
#include "model/ngrams/ngrams.h"
#include "model/plan/level_plan.h"
#include "model/predictor/history_model.h"
#include "model/predictor/mixing_plan.h"
#include "model/predictor/recall_cache.h"
#include "model/predictor/refinement.h"

namespace pith {

/// What a predictor of kPlan makes of its evidence where it learns nothing: all that adapts there is a table here.
template <const LevelPlan& kPlan>
class StaticMixing {
 public:
  using Mixing = MixingPlan<kPlan>;
  using Histories = HistoryModel<kPlan>;

  static constexpr std::size_t kHashed = kPlan.contexts.size();

  /// The mixer's inputs that are not always 0: those of the contexts that the model has n-grams of, orders 1 and 0, the
  /// network, one nat. Without a trace of the text, counts and matches say nothing.
  using Inputs = std::array<std::int32_t, Mixer::width(kHashed + 2 + Mixing::kNetwork + 1)>;

  /// The eight decisions of a byte, and what is known of them.
  struct Decisions {
    std::uint8_t byte;
    std::uint8_t last;    ///< the byte before
    int classes;          ///< classes_of() the text
    std::uint64_t known;  ///< how many contexts are known: a byte of it for each decision, the first one lowest
    std::array<Inputs, 8> inputs;
    std::array<std::uint8_t, 8> network_confidence;
  };

  /// `known`: which contexts the model has n-grams of. `prior` as for a predictor.
  StaticMixing(std::span<const std::size_t> known, const Prior* prior)
      : known_(known.begin(), known.end()), final_mixer_(Mixing::kFinalContexts, Mixing::initial_final_weights()) {
    const MixingState* mixing = prior != nullptr ? prior->mixing(kPlan.id) : nullptr;
    take_weights(mixing);
    if (mixing != nullptr) short_ = *prior->short_histories();
    for (int i = 0; i < Mixing::kHistories; ++i) {
      stretch_map(mixing != nullptr ? mixing->maps[i] : kUntaughtHistoryMap, i);
    }
    tabulate_refinement();
  }

  /// Sets all but what the contexts of the model and the network say.
  void begin(std::uint8_t byte, std::uint8_t last, int classes, Decisions& decisions) const {
    decisions.byte = byte;
    decisions.last = last;
    decisions.classes = classes;
    decisions.known = 0;
    const std::uint8_t* order1 = &short_.order1[last * std::size_t{256}];
    for (int bit = 0; bit < 8; ++bit) {
      const std::uint32_t partial = BitPlace::in(byte, bit).partial();
      Inputs& inputs = decisions.inputs[bit];
      inputs[first_other()] = stretched_[Histories::kOrder1Input][order1[partial]];
      inputs[first_other() + 1] = stretched_[Histories::kOrder0Input][short_.order0[partial]];
      inputs[constant()] = Mixing::kOneNat;
    }
  }

  void set_network(const std::array<NetworkOpinion, 8>& opinions, Decisions& decisions) const {
    for (std::size_t bit = 0; bit < 8; ++bit) {
      decisions.inputs[bit][first_network()] = opinions[bit].stretched;
      decisions.inputs[bit][first_network() + 1] = opinions[bit].linear;
      decisions.network_confidence[bit] = static_cast<std::uint8_t>(opinions[bit].confidence);
    }
  }

  /// What `ngrams` say of the byte's decisions in known context i of that hash.
  RecallCache::Way way_of(std::size_t i, const Ngrams& ngrams, std::uint32_t hash, const Decisions& decisions) const {
    std::array<std::uint8_t, 8> histories{};
    ngrams.recall_way(kPlan.contexts[known_[i]], hash, decisions.last, decisions.byte, histories);
    RecallCache::Way way{.inputs = {}, .known = 0};
    for (std::size_t bit = 0; bit < 8; ++bit) {
      way.inputs[bit] = stretched_[known_[i]][histories[bit]];
      way.known += histories[bit] != 0 ? 1 : 0;
    }
    return way;
  }

  /// Sets what known context i says. Once for each of them.
  static void set_context(std::size_t i, const RecallCache::Way& way, Decisions& decisions) {
    for (std::size_t bit = 0; bit < 8; ++bit) decisions.inputs[bit][i] = way.inputs[bit];
    decisions.known += kOneEach[way.known];
  }

  /// P(1) of each decision.
  void mix(const Decisions& decisions, std::span<std::uint16_t, 8> p16s) {
    for (int bit = 0; bit < 8; ++bit) {
      const BitPlace place = BitPlace::in(decisions.byte, bit);
      Mixing::select_sets(*mixer_, {.match_strength = 0,
                                    .bit = place,
                                    .last = decisions.last,
                                    .known_contexts = static_cast<int>(decisions.known >> (8 * bit) & 255),
                                    .classes = decisions.classes,
                                    .network_confidence = decisions.network_confidence[bit]});
      mixer_->mix(decisions.inputs[bit].data());
      p16s[bit] = refined_[Mixing::mixed(*mixer_, final_mixer_, place) + kSquashLimit];
    }
  }

 private:
  static constexpr std::array<std::uint64_t, 9> kOneEach = [] {
    std::array<std::uint64_t, 9> counts{};
    for (int known = 1; known <= 8; ++known) counts[known] = counts[known - 1] << 8 | 1;
    return counts;
  }();
  static constexpr std::array<std::int32_t, Mixing::kInputs> kNoWeights{};

  // Where the inputs lie that do not belong to a known context, and how many there are in all.
  std::size_t first_other() const { return known_.size(); }
  std::size_t first_network() const { return known_.size() + 2; }
  std::size_t constant() const { return first_network() + Mixing::kNetwork; }
  std::size_t input_count() const { return constant() + 1; }

  /// (input_count()) which inputs of the predictor's mixer they are.
  std::vector<std::size_t> full_inputs() const {
    std::vector<std::size_t> inputs;
    for (const std::size_t context : known_) inputs.push_back(Mixing::kFirstHistory + context);
    inputs.push_back(Mixing::kFirstHistory + Histories::kOrder1Input);
    inputs.push_back(Mixing::kFirstHistory + Histories::kOrder0Input);
    for (std::size_t i = 0; i < Mixing::kNetwork; ++i) inputs.push_back(Mixing::kFirstNetwork + i);
    inputs.push_back(Mixing::kConstant);
    return inputs;
  }

  void take_weights(const MixingState* mixing) {
    Mixer full(Mixing::set_contexts(), Mixing::initial_weights());
    if (mixing != nullptr) {
      full.set_weights(mixing->weights);
      final_mixer_.set_weights(mixing->final_weights);
    }
    mixer_.emplace(Mixing::set_contexts(), std::span(kNoWeights).first(input_count()));
    mixer_->set_weights(Mixing::weights_of(full_inputs(), full.weights()));
  }

  void stretch_map(const HistoryMap& map, std::size_t input) {
    for (std::size_t h = 0; h < map.size(); ++h) {
      stretched_[input][h] = static_cast<std::int16_t>(stretch(map[h].p16()));
    }
    if (input < kHashed) stretched_[input][0] = 0;
  }

  /// Adaptive probability maps that have learnt nothing make the same of a probability everywhere.
  void tabulate_refinement() {
    Refinement<kPlan> untaught(1);
    for (int x = -kSquashLimit; x <= kSquashLimit; ++x) {
      refined_[x + kSquashLimit] = static_cast<std::uint16_t>(untaught.refine(x));
    }
  }

  std::vector<std::size_t> known_;
  std::optional<Mixer> mixer_;  // of input_count() inputs
  Mixer final_mixer_;
  ShortHistories short_;
  std::array<std::array<std::int16_t, 256>, Mixing::kHistories> stretched_{};  // (inputs)(histories)
  std::array<std::uint16_t, 2 * kSquashLimit + 1> refined_{};                  // P(1) by what the mixer says
};

// An untaught count or match says 0, which is an input that does not count.
static_assert(logistic::kStretch[32768 >> 4] == 0);

}  // namespace pith
