#pragma once

#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <optional>

#include "base/decisions.h"
#include "coding/arithmetic_decoder.h"
#include "coding/arithmetic_encoder.h"
#include "model/bits/bit_place.h"
#include "model/mixer/mixer.h"
#include "model/network/model.h"
#include "model/plan/level_plan.h"
#include "model/plan/table_sizes.h"
#include "model/predictor/count_evidence.h"
#include "model/predictor/history_model.h"
#include "model/predictor/likeliest_bytes.h"
#include "model/predictor/match_evidence.h"
#include "model/predictor/mixing_plan.h"
#include "model/predictor/predictor_impl.h"
#include "model/predictor/refinement.h"
#include "model/text/text_state.h"
#include "model/text/window.h"

namespace pith {

/// The predictor of kPlan: evidence, mixed, then refined by secondary estimation. predict() and learn() of the parts
/// are the two halves of each bit; the memory of a nibble's contexts is asked for a bit before it is needed.
template <const LevelPlan& kPlan>
class PlannedPredictor final : public Predictor::Impl {
 public:
  /// `prior` outlives this. It may be null unless the plan has a network, which it then has too. If not `adaptive`,
  /// learn() takes bits in but learns nothing from them.
  PlannedPredictor(const TableSizes& sizes, const Prior* prior, bool adaptive)
      : window_(sizes.window_bytes),
        histories_(sizes.slot_bytes, prior != nullptr ? prior->ngrams() : nullptr, !adaptive),
        counts_(sizes.order2_cells),
        matches_(sizes.match_heads),
        mixer_(Mixing::set_contexts(), Mixing::initial_weights()),
        final_mixer_(Mixing::kFinalContexts, Mixing::initial_final_weights()),
        refinement_(sizes.order3_curves),
        adaptive_(adaptive) {
    if constexpr (kPlan.network) network_.emplace(*prior->network());
    if (prior != nullptr && prior->mixing(kPlan.id) != nullptr) {
      start_from(*prior->short_histories(), *prior->mixing(kPlan.id));
    }
    mixer_.inputs()[Mixing::kConstant] = Mixing::kOneNat;
    find_contexts(here_.text, here_.contexts);
    fetch(here_.contexts, 0, guess_.addresses);
    enter(guess_.addresses, false);
    predict(here_);
  }

  MixingState mixing() const override {
    MixingState state;
    state.maps.assign(histories_.maps().begin(), histories_.maps().end());
    state.matches = matches_.trust();
    state.weights.assign(mixer_.weights().begin(), mixer_.weights().end());
    state.final_weights.assign(final_mixer_.weights().begin(), final_mixer_.weights().end());
    return state;
  }

  void likeliest(std::span<ByteShare> best) override {
    assert(best.size() <= 256 && here_.bit == BitPlace());
    LikeliestBytes(best).search(
        [this](std::uint32_t half) { return nibble_shares(half == 0 ? here_ : second_nibble(here_, half)); });
    predict(here_);  // as learn() learns what came where predict() was asked last
  }

  void learn(int bit) override {
    assert(bit == 0 || bit == 1);
    here_.bit.advance(bit);
    const bool ends_nibble = here_.bit.ends_nibble();
    if (ends_nibble) make_guess_right();
    if (adaptive_) learn_bit(bit);
    if (ends_nibble) enter_guess();
    predict(here_);
    if ((here_.bit.index() & 3) == 3) guess(here_.bit.partial() << 1 | p16_ >> 15);
  }

  void encode(ByteView text, ArithmeticEncoder& encoder) override {
    for (const std::uint8_t byte : text) {
      for_each_decision(byte, [&](int bit) {
        encoder.encode(bit, p16_);
        learn(bit);
      });
    }
  }

  void decode(std::span<std::uint8_t> text, ArithmeticDecoder& decoder) override {
    for (std::uint8_t& byte : text) {
      for (int bits = 0; bits < 8; ++bits) learn(decoder.decode(p16_));
      byte = here_.text.byte(1);
    }
  }

 private:
  using Mixing = MixingPlan<kPlan>;
  using Histories = HistoryModel<kPlan>;
  using Counts = CountEvidence<kPlan>;

  /// What the evidence about a byte is sought by.
  struct Contexts {
    typename Histories::Contexts histories;
    typename Counts::Contexts counts;
    typename Refinement<kPlan>::Contexts refinement;
    int classes;  ///< classes_of() the text
  };

  /// Where the evidence about a nibble lies in the tables.
  struct Addresses {
    typename Histories::Addresses histories;
    typename Counts::Addresses counts;
    typename Refinement<kPlan>::Addresses refinement;
  };

  /// A place in the text: a plain value. What is learnt, which all places share, is elsewhere.
  struct Cursor {
    TextState text;
    Contexts contexts;  ///< of the byte that the next bit belongs to
    BitPlace bit;
    typename Histories::Nibble histories;  ///< of the nibble that it belongs to
    typename Counts::Addresses counts;
    typename Refinement<kPlan>::Addresses refinement;
  };

  /// What comes after a nibble, if that is what was guessed: all that the next nibble needs was asked for.
  struct Guess {
    std::uint32_t partial = 0;  ///< how the byte begins then, or, from 256 on, what it is
    TextState text;             ///< after the whole byte
    Contexts contexts;          ///< of the next byte
    Addresses addresses;        ///< of the nibble that then follows
  };

  void start_from(const ShortHistories& short_histories, const MixingState& state) {
    histories_.start_from(short_histories, state.maps);
    matches_.set_trust(state.matches);
    mixer_.set_weights(state.weights);
    final_mixer_.set_weights(state.final_weights);
    bits_seen_ = kTaughtBits;
  }

  /// Sets `contexts` to those of the byte after `text`.
  static void find_contexts(const TextState& text, Contexts& contexts) {
    Histories::find_contexts(text, contexts.histories);
    contexts.counts = Counts::contexts_of(text);
    contexts.refinement = Refinement<kPlan>::contexts_of(text);
    contexts.classes = classes_of(text);
  }

  /// Sets `addresses` to those of a nibble and asks for its memory. `half`: 0 for the first nibble of a byte, else the
  /// bits before it, 16 to 31.
  void fetch(const Contexts& contexts, std::uint32_t half, Addresses& addresses) const {
    histories_.fetch(contexts.histories, half, addresses.histories);
    addresses.counts = counts_.fetch(contexts.counts, half);
    addresses.refinement = refinement_.fetch(contexts.refinement, half);
  }

  /// Guesses how the byte goes on and asks for the memory of what then follows. `partial` ends a nibble.
  void guess(std::uint32_t partial) {
    guess_.partial = partial;
    if (partial < 256) {
      fetch(here_.contexts, partial, guess_.addresses);
    } else {
      guess_.text = here_.text;
      guess_.text.update(window_, static_cast<std::uint8_t>(partial));
      find_contexts(guess_.text, guess_.contexts);
      fetch(guess_.contexts, 0, guess_.addresses);
    }
  }

  /// Has guess_ be what follows the nibble that just ended, and takes a complete byte in.
  void make_guess_right() {
    if (guess_.partial != here_.bit.partial()) guess(here_.bit.partial());
    if (here_.bit.index() < 8) return;
    window_.push(static_cast<std::uint8_t>(here_.bit.partial()));
    if (adaptive_) matches_.update(window_);
  }

  /// Moves on to the nibble that guess_ has.
  void enter_guess() {
    const bool after_byte = here_.bit.index() == 8;
    if (after_byte) {
      here_.text = guess_.text;
      here_.contexts = guess_.contexts;
      here_.bit = BitPlace();
    }
    enter(guess_.addresses, after_byte);
  }

  /// Enters a nibble; only what learns makes room for what it has not seen. The rest of the evidence moves on after
  /// each byte, while the memory of the histories is on its way.
  void enter(const Addresses& addresses, bool after_byte) {
    const auto meanwhile = [this, after_byte] {
      if (!after_byte) return;
      if (adaptive_) matches_.look_up(window_);
      if constexpr (kPlan.network) network_->update(here_.text, adaptive_);
    };
    here_.counts = addresses.counts;
    here_.refinement = addresses.refinement;
    if (adaptive_) {
      histories_.enter(here_.contexts.histories, addresses.histories, here_.histories, meanwhile);
    } else {
      histories_.peek(here_.contexts.histories, addresses.histories, here_.histories, room_, meanwhile);
    }
  }

  /// The second nibble of the byte at whose first one `at` is, after the bits of `half`, 16 to 31; without a trace.
  Cursor second_nibble(Cursor at, std::uint32_t half) {
    Addresses addresses{};
    fetch(at.contexts, half, addresses);
    at.bit = BitPlace::after(half);
    at.counts = addresses.counts;
    at.refinement = addresses.refinement;
    histories_.peek(at.contexts.histories, addresses.histories, at.histories, room_ahead_, [] {});
    return at;
  }

  /// The shares of what the nibble may be at whose beginning `at` is.
  NibbleShares nibble_shares(Cursor at) {
    return shares_of_nibble([&, half = at.bit.partial()](std::uint32_t node) {
      const int depth = std::bit_width(node) - 1;
      at.bit = BitPlace::after(half << depth | (node ^ 1u << depth));
      predict(at);
      return p16_;
    });
  }

  void learn_bit(int bit) {
    mixer_.learn(bit, kMixerRate + kMixerHaste / (1 + static_cast<int>(bits_seen_ >> 14)));
    ++bits_seen_;
    final_mixer_.learn(bit, kFinalRate);
    histories_.learn(bit);
    counts_.learn(bit);
    matches_.learn(bit);
    refinement_.learn(bit);
  }

  /// Predicts the bit at `at`: sets p16_, and what learn_bit() learns about.
  void predict(const Cursor& at) {
    gather(at);
    // Between the inputs and the mix, so that the stores of the one have settled before the wide loads of the other.
    refinement_.select(at.refinement, {.last = at.text.byte(1), .likeliest = likeliest_byte(), .bit = at.bit});
    Mixing::select_sets(mixer_, {.match_strength = matches_.strength(),
                                 .bit = at.bit,
                                 .last = at.text.byte(1),
                                 .known_contexts = histories_.known_contexts(),
                                 .classes = at.contexts.classes,
                                 .network_confidence = network_confidence()});
    mixer_.mix();
    p16_ = refinement_.refine(Mixing::mixed(mixer_, final_mixer_, at.bit));
  }

  /// Fills the mixer's inputs but the constant one.
  void gather(const Cursor& at) {
    std::int32_t* inputs = mixer_.inputs();
    matches_.predict(at.bit, inputs + Mixing::kFirstMatch);
    counts_.predict(at.counts, at.bit.node(), inputs + Mixing::kFirstCount);
    if constexpr (kPlan.network) network_->predict(at.bit.partial(), inputs + Mixing::kFirstNetwork);
    histories_.predict(at.histories, at.bit, inputs + Mixing::kFirstHistory);
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
  Histories histories_;
  Counts counts_;
  MatchEvidence<kPlan> matches_;
  Mixer mixer_;
  Mixer final_mixer_;
  Refinement<kPlan> refinement_;
  std::optional<RnnModel> network_;
  bool adaptive_;
  std::uint64_t bits_seen_ = 0;

  Cursor here_{};
  Guess guess_{};
  typename Histories::Room room_{};        // of here_, if not adaptive_
  typename Histories::Room room_ahead_{};  // of second_nibble()
};

}  // namespace pith
