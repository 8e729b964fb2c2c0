#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "model/bits/adaptive_probability.h"
#include "model/network/network_weights.h"
#include "model/ngrams/ngrams.h"
#include "model/plan/level_plan.h"

namespace pith {

/// What each bit history is taken for in one context, learnt from how such histories went on.
using HistoryMap = std::array<AdaptiveProbability, 256>;

/// The histories of orders 0 and 1, which have tables of their own.
struct ShortHistories {
  std::array<std::uint8_t, 256> order0{};                               ///< (partial byte)
  std::vector<std::uint8_t> order1 = std::vector<std::uint8_t>(65536);  ///< (last byte)(partial byte)

  /// Takes in the bits of a text.
  void learn(ByteView text);

  bool operator==(const ShortHistories&) const = default;
};

/// What a predictor has learnt about its evidence: what histories mean, how far matches go, which inputs the mixer
/// trusts. Which numbers there are depends on the plan.
struct MixingState {
  std::vector<HistoryMap> maps;              ///< (inputs of the HistoryModel)
  std::vector<AdaptiveProbability> matches;  ///< (match models)(buckets)
  std::vector<std::int32_t> weights;         ///< those of the mixer, as Mixer::weights() or NibbleMixing::weights()
  std::vector<std::int32_t> final_weights;   ///< those of the second mixer; empty where sets are averaged

  bool operator==(const MixingState&) const = default;
};

/// How many of each a MixingState has.
struct MixingShape {
  std::size_t maps;
  std::size_t matches;
  std::size_t weights;
  std::size_t final_weights;
};

MixingShape mixing_shape(PlanId plan);

/// What a predictor knows at its start: the parts of a trained model, any of which may be missing.
/// Immutable; used by any number of predictors at once.
class Prior {
 public:
  /// The sections of a model file, laid out as docs/format/NGRAMS.md and RNN.md say; empty = the model lacks that part.
  /// `ngrams` and `network` outlive this. Throws Error kDamaged.
  Prior(ByteView ngrams, ByteView mixing, ByteView network = {});

  /// A prior that knows how to mix for `plan` alone; for training.
  Prior(ByteView ngrams, ByteView network, PlanId plan, ShortHistories short_histories, MixingState mixing);

  const Ngrams* ngrams() const { return ngrams_ ? &*ngrams_ : nullptr; }
  const ShortHistories* short_histories() const { return mixing_.empty() ? nullptr : &short_; }
  /// Null where the model has none.
  const MixingState* mixing(PlanId plan) const {
    const auto i = static_cast<std::size_t>(plan);
    return i < mixing_.size() && !mixing_[i].weights.empty() ? &mixing_[i] : nullptr;
  }
  const NetworkWeights* network() const { return network_ ? &*network_ : nullptr; }

 private:
  std::optional<Ngrams> ngrams_;
  std::optional<NetworkWeights> network_;
  ShortHistories short_;
  std::vector<MixingState> mixing_;  // (plans_of_model()), or none
};

/// The mixing section of a model file. `plans`: those of plans_of_model(), in this order.
Bytes mixing_section(const ShortHistories& short_histories, const std::vector<MixingState>& plans);

}  // namespace pith
