#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/bits/bit_place.h"
#include "model/bits/logistic.h"
#include "model/ngrams/ngrams.h"
#include "model/nibbles/counted_state.h"
#include "model/nibbles/kernels.h"
#include "model/nibbles/order1_lines.h"
#include "model/predictor/nibble_mixing.h"
#include "model/predictor/nibble_recall.h"
#include "model/predictor/prior.h"
#include "model/predictor/recall_cache.h"

namespace pith {

/// What StaticMixing is, of plans that mix a nibble at once: what a context adds to a decision depends on nothing but
/// the context, so that a decision is a sum of numbers that are kept.
class NibbleStaticMixing {
 public:
  using Ways = std::array<std::int16_t, 8>;

  /// The eight decisions of a byte, and what is known of them.
  struct Decisions {
    std::uint8_t byte;
    std::uint8_t last;                           ///< the byte before
    std::array<Ways, kNibbleContexts> contexts;  ///< (known contexts)
  };

  /// `known`: which contexts the model has n-grams of, in their order. `prior` as for a predictor.
  NibbleStaticMixing(std::span<const std::size_t> known, const Prior* prior)
      : known_(known.begin(), known.end()),
        mixing_(mixing_of(prior) != nullptr ? std::span<const std::int32_t>(mixing_of(prior)->weights)
                                            : std::span<const std::int32_t>()),
        order1_(std::size_t{65536}) {
    Order1Lines lines;
    if (mixing_of(prior) != nullptr) lines.tell(prior->short_histories()->order1);
    for (std::uint32_t last = 0; last < 256; ++last) {
      for (std::uint32_t byte = 0; byte < 256; ++byte) {
        order1_[last * 256 + byte] =
            order1_ways(lines, static_cast<std::uint8_t>(last), static_cast<std::uint8_t>(byte));
      }
    }
  }

  void begin(std::uint8_t byte, std::uint8_t last, [[maybe_unused]] int classes, Decisions& decisions) const {
    decisions.byte = byte;
    decisions.last = last;
  }

  /// What `ngrams` say of the byte's decisions in known context i of that hash.
  RecallCache::Way way_of(std::size_t i, const Ngrams& ngrams, std::uint32_t hash, const Decisions& decisions) {
    const ContextKind kind = kNibbleContextKinds[known_[i]];
    const auto counts = ngrams.way_counts(kind, hash, decisions.last, decisions.byte);
    RecallCache::Way way{.inputs = {}, .known = 0};
    for (int bit = 0; bit < 8; ++bit) {
      const auto [zeros, ones] = counts[bit];
      if (zeros + ones == 0) break;
      way.inputs[bit] = weighed(state_of_counts(zeros, ones), 1 + known_[i], decisions.byte, bit, decisions.last);
      ++way.known;
    }
    return way;
  }

  static void set_context(std::size_t i, const RecallCache::Way& way, Decisions& decisions) {
    decisions.contexts[i] = way.inputs;
  }

  /// P(1) of each decision.
  void mix(const Decisions& decisions, std::span<std::uint16_t, 8> p16s) const {
    Ways sums = order1_[decisions.last * std::size_t{256} + decisions.byte];
    for (std::size_t i = 0; i < known_.size(); ++i) {
      for (std::size_t bit = 0; bit < 8; ++bit) sums[bit] = cut_sum(sums[bit], decisions.contexts[i][bit]);
    }
    for (std::size_t bit = 0; bit < 8; ++bit) p16s[bit] = static_cast<std::uint16_t>(squash(sums[bit] >> 3));
  }

 private:
  static constexpr std::uint32_t kAllUnsteady = NibbleMixing::kMasks - 1;

  static const MixingState* mixing_of(const Prior* prior) {
    return prior != nullptr ? prior->mixing(PlanId::kFast) : nullptr;
  }

  /// What a state of a source adds to the decision at a bit of `byte`, where nothing was visited and nothing matches.
  std::int16_t weighed(std::int16_t state, std::size_t source, std::uint8_t byte, int bit, std::uint8_t last) {
    const std::uint32_t half = bit < 4 ? 0 : 16u | byte >> 4;
    const std::uint32_t node = BitPlace::in(byte, bit).node();
    const NibbleWeights& first = *mixing_.first(0, kAllUnsteady, half);
    const NibbleWeights& second = *mixing_.second(last, half);
    return nibble_product(state, cut_sum(first.of[source][node], second.of[source][node]));
  }

  Ways order1_ways(Order1Lines& lines, std::uint8_t last, std::uint8_t byte) {
    Ways ways{};
    for (int bit = 0; bit < 8; ++bit) {
      const NibbleLine& line = *lines.line(last, bit < 4 ? 0 : 16u | byte >> 4);
      ways[bit] = weighed(line.states[BitPlace::in(byte, bit).node() - 1], 0, byte, bit, last);
    }
    return ways;
  }

  std::vector<std::size_t> known_;
  NibbleMixing mixing_;
  std::vector<Ways> order1_;  // (last bytes)(bytes)
};

}  // namespace pith
