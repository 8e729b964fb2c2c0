#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#include "model/bits/count_model.h"
#include "model/match/match_model.h"
#include "model/mixer/mixer.h"
#include "model/network/model.h"
#include "model/plan/level_plan.h"
#include "model/plan/table_sizes.h"
#include "model/predictor/history_model.h"
#include "model/predictor/likeliest_bytes.h"
#include "model/predictor/mixing_plan.h"
#include "model/predictor/predictor_impl.h"
#include "model/predictor/refinement.h"
#include "model/text/hash.h"
#include "model/text/text_state.h"
#include "model/text/window.h"

namespace pith {

/// The predictor of kPlan: evidence, mixed, then refined by secondary estimation. predict() and learn() of the parts
/// are the two halves of each bit; at the ends of nibbles the memory of the next contexts is asked for first and needed
/// last.
template <const LevelPlan& kPlan>
class PlannedPredictor final : public Predictor::Impl {
 public:
  /// `prior` outlives this. It may be null unless the plan has a network, which it then has too. If not `adaptive`,
  /// learn() takes bits in but learns nothing from them.
  PlannedPredictor(const TableSizes& sizes, const Prior* prior, bool adaptive)
      : window_(sizes.window_bytes),
        histories_(sizes.slot_bytes, prior != nullptr ? prior->ngrams() : nullptr, !adaptive),
        order1_(kOrder1Cells),
        order2_(sizes.order2_cells),
        match_(kPlan.shortest_match, sizes.match_heads),
        long_match_(kLongMatch, kPlan.second_match ? sizes.match_heads : 1),
        mixer_(Mixing::set_contexts(), Mixing::initial_weights()),
        final_mixer_(Mixing::kFinalContexts, Mixing::initial_final_weights()),
        refinement_(sizes.order3_curves),
        adaptive_(adaptive) {
    if constexpr (kPlan.network) network_.emplace(*prior->network());
    if (prior != nullptr && prior->mixing(kPlan.id) != nullptr) {
      start_from(*prior->short_histories(), *prior->mixing(kPlan.id));
    }
    mixer_.inputs()[Mixing::kInputs - 1] = Mixing::kOneNat;
    fetch_byte(text_);
    enter_nibble(0);
    histories_.recall();
    predict();
  }

  ShortHistories short_histories() const override { return histories_.short_histories(); }

  MixingState mixing() const override {
    MixingState state;
    state.maps.assign(histories_.maps().begin(), histories_.maps().end());
    state.matches.assign(match_.trust().begin(), match_.trust().end());
    if constexpr (kPlan.second_match) {
      state.matches.insert(state.matches.end(), long_match_.trust().begin(), long_match_.trust().end());
    }
    state.weights.assign(mixer_.weights().begin(), mixer_.weights().end());
    if constexpr (kPlan.mixes_sets) {
      state.final_weights.assign(final_mixer_.weights().begin(), final_mixer_.weights().end());
    }
    return state;
  }

  void likeliest(std::span<ByteShare> best) override {
    const auto entered = histories_.entered();
    LikeliestBytes(best).search([&](std::uint32_t half) {
      histories_.enter_again(entered);
      return nibble_shares(half);
    });
    fetch_byte(text_);
    histories_.enter_again(entered);
    partial_ = 1;
    bit_index_ = 0;
    predict();
  }

  void learn(int bit) override {
    partial_ = partial_ << 1 | static_cast<std::uint32_t>(bit);
    ++bit_index_;
    const bool foreseen = partial_ == foreseen_partial_;
    if (bit_index_ == 8) {
      take_byte(static_cast<std::uint8_t>(partial_), foreseen);
    } else if (bit_index_ == 4 && !foreseen) {
      fetch_nibble(partial_);
    }
    if (adaptive_) {
      learn_bit(bit);
    }
    if (bit_index_ == 4) {
      enter_nibble(partial_);
      histories_.recall();
    } else if (bit_index_ == 8) {
      enter_byte();
    }
    predict();
    foresee();
  }

 private:
  static constexpr std::size_t kOrder1Cells = std::size_t{16} * 8192;  // 17 nibbles a byte, 256 last bytes
  using Mixing = MixingPlan<kPlan>;

  void start_from(const ShortHistories& short_histories, const MixingState& state) {
    histories_.start_from(short_histories, state.maps);
    const std::span matches(state.matches);
    match_.set_trust(matches.template first<MatchModel::kBuckets>());
    if constexpr (kPlan.second_match) {
      long_match_.set_trust(matches.template last<MatchModel::kBuckets>());
    }
    mixer_.set_weights(state.weights);
    if constexpr (kPlan.mixes_sets) {
      final_mixer_.set_weights(state.final_weights);
    }
    bits_seen_ = kTaughtBits;
  }

  /// The shares of the nibbles that may come next: the first of the byte, or those after `half`, 16 to 31.
  NibbleShares nibble_shares(std::uint32_t half) {
    if (half != 0) {
      fetch_nibble(half);
      histories_.peek(half);
      histories_.recall();
    }
    NibbleShares shares{};
    shares[1] = kAllShares;
    for (std::uint32_t node = 1; node < 16; ++node) {
      const int depth = std::bit_width(node) - 1;
      partial_ = half == 0 ? node : half << depth | (node ^ 1u << depth);
      bit_index_ = half == 0 ? depth : 4 + depth;
      predict();
      const std::uint64_t ones = (shares[node] * p16_) >> 16;
      shares[2 * node] = shares[node] - ones;
      shares[2 * node + 1] = ones;
    }
    return shares;
  }

  void take_byte(std::uint8_t byte, bool foreseen) {
    if (foreseen) {
      text_ = foreseen_text_;
    } else {
      text_.update(window_, byte);
      fetch_byte(text_);
    }
    window_.push(byte);
    if (adaptive_) {
      match_.update(window_);
      if constexpr (kPlan.second_match) {
        long_match_.update(window_);
      }
    }
  }

  /// As HistoryModel::enter(). Only what learns makes room for what it has not seen.
  void enter_nibble(std::uint32_t half) { adaptive_ ? histories_.enter(half) : histories_.peek(half); }

  void enter_byte() {
    enter_nibble(0);
    if (adaptive_) {
      match_.look_up(window_);
      if constexpr (kPlan.second_match) {
        long_match_.look_up(window_);
      }
    }
    if constexpr (kPlan.network) network_->update(text_, adaptive_);  // while the memory to recall from is on its way
    histories_.recall();
    partial_ = 1;
    bit_index_ = 0;
  }

  /// Before the last bit of a nibble asks for the memory of what will follow if the likelier bit comes.
  void foresee() {
    if ((bit_index_ & 3) != 3) {
      return;
    }
    foreseen_partial_ = partial_ << 1 | p16_ >> 15;
    if (bit_index_ == 3) {
      fetch_nibble(foreseen_partial_);
    } else {
      foreseen_text_ = text_;
      foreseen_text_.update(window_, static_cast<std::uint8_t>(foreseen_partial_));
      fetch_byte(foreseen_text_);
    }
  }

  void fetch_byte(const TextState& text) {
    histories_.fetch_byte(text);
    order1_.fetch_nibble(text.byte(1) * 17u);
    if constexpr (kPlan.counts_order2) {
      order2_hash_ = hash(static_cast<std::uint32_t>(text.last8() & 0xffff), 2);
      order2_.fetch_nibble(order2_hash_ >> 9);
    }
    refinement_.fetch_byte(text);
    classes_ = classes_of(text);
  }

  void fetch_nibble(std::uint32_t partial) {
    histories_.fetch_nibble(partial);
    order1_.fetch_nibble(text_.byte(1) * 17u + partial - 15);
    if constexpr (kPlan.counts_order2) {
      order2_.fetch_nibble((order2_hash_ + partial * 0x2545F491u) >> 9);
    }
    refinement_.fetch_nibble(partial);
  }

  void learn_bit(int bit) {
    mixer_.learn(bit, kMixerRate + kMixerHaste / (1 + static_cast<int>(bits_seen_ >> 14)));
    ++bits_seen_;
    if constexpr (kPlan.mixes_sets) {
      final_mixer_.learn(bit, kFinalRate);
    }
    histories_.learn(bit);
    order1_.learn(bit);
    if constexpr (kPlan.counts_order2) {
      order2_.learn(bit);
    }
    match_.learn(bit);
    if constexpr (kPlan.second_match) {
      long_match_.learn(bit);
    }
    refinement_.learn(bit);
  }

  void predict() {
    // Node of the nibble's tree: 1, then the bits of the nibble so far.
    const std::uint32_t first = 1u << (bit_index_ & 3);
    const std::uint32_t node = first | (partial_ & (first - 1));
    gather(node);
    // Between the inputs and the mix, so that the stores of the one have settled before the wide loads of the other.
    refinement_.select({.last = text_.byte(1), .likeliest = likeliest_byte(), .partial = partial_, .node = node});
    choose_weights();
    mixer_.mix();
    p16_ = refinement_.refine(Mixing::mixed(mixer_, final_mixer_, static_cast<int>(partial_)));
  }

  /// Fills the mixer's inputs but the last, which is always 1 nat.
  void gather(std::uint32_t node) {
    std::int32_t* x = mixer_.inputs();
    std::int32_t* counts = x + HistoryModel<kPlan>::kInputs;
    std::int32_t* matches = counts + Mixing::kCounts;
    match_.predict(partial_, bit_index_, matches);
    if constexpr (kPlan.second_match) {
      long_match_.predict(partial_, bit_index_, matches + MatchModel::kInputs);
    }
    counts[0] = order1_.predict(node);
    if constexpr (kPlan.counts_order2) {
      counts[1] = order2_.predict(node);
    }
    if constexpr (kPlan.network) network_->predict(partial_, matches + Mixing::kMatches * MatchModel::kInputs);
    histories_.predict(partial_, bit_index_, x);
  }

  void choose_weights() {
    const int long_strength = kPlan.second_match ? long_match_.strength() : 0;
    Mixing::select_sets(mixer_, {.match_strength = long_strength != 0 ? long_strength : match_.strength(),
                                 .partial = static_cast<int>(partial_),
                                 .last = text_.byte(1),
                                 .known_contexts = histories_.known_contexts(),
                                 .classes = classes_,
                                 .network_confidence = network_confidence(),
                                 .bit_index = bit_index_});
  }

  std::uint8_t likeliest_byte() const {
    if constexpr (kPlan.network) return network_->likeliest();
    return 0;
  }

  int network_confidence() const {
    if constexpr (kPlan.network) return network_->confidence();
    return 0;
  }

  // Chosen on texts that are not reported. Haste fades with the text: halved after 2048 bytes, a third after 4096.
  static constexpr int kMixerRate = 80;
  static constexpr int kMixerHaste = 1280;
  static constexpr int kFinalRate = 32;
  static constexpr std::uint64_t kTaughtBits = std::uint64_t{4} << 14;  // haste is for what nobody has taught

  Window window_;
  TextState text_;
  HistoryModel<kPlan> histories_;
  CountModel order1_;
  CountModel order2_;
  MatchModel match_;
  MatchModel long_match_;
  Mixer mixer_;
  Mixer final_mixer_;
  Refinement<kPlan> refinement_;
  std::optional<RnnModel> network_;
  bool adaptive_;

  std::uint32_t partial_ = 1;           // 1, then the bits of this byte so far
  int bit_index_ = 0;                   // how many those are
  std::uint32_t foreseen_partial_ = 0;  // what fetch_nibble() or fetch_byte() was last called for
  TextState foreseen_text_;
  std::uint64_t bits_seen_ = 0;
  std::uint32_t order2_hash_ = 0;
  int classes_ = 0;
};

}  // namespace pith
