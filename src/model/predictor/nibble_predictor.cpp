#include "model/predictor/nibble_predictor.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "coding/arithmetic_decoder.h"
#include "coding/arithmetic_encoder.h"
#include "model/bits/logistic.h"

namespace pith {

namespace {

// Chosen on texts that are not reported.
constexpr int kRate = 600;
constexpr int kHaste = 5000;  // halved after 2048 bytes; for what nobody has taught
constexpr int kHasteShift = 11;

constexpr std::uint8_t kRarely = 8;       // visits
constexpr std::size_t kFirstWatched = 2;  // of the contexts: the longer ones

int bits_of_cells(std::size_t slot_bytes) {
  const auto cells = slot_bytes / CellTable::kBytesEach;
  return std::max(static_cast<int>(std::bit_width(cells)) - 1, CellTable::kLeastBits);
}

const MixingState* mixing_of(const Prior* prior) { return prior != nullptr ? prior->mixing(PlanId::kFast) : nullptr; }

std::span<const std::int32_t> weights_of(const MixingState* mixing) {
  return mixing != nullptr ? std::span<const std::int32_t>(mixing->weights) : std::span<const std::int32_t>();
}

}  // namespace

NibblePredictor::NibblePredictor(const TableSizes& sizes, const Prior* prior, bool adaptive)
    : kernels_(nibble_kernels()),
      adaptive_(adaptive),
      haste_(mixing_of(prior) != nullptr ? 0 : kHaste),
      recall_(prior != nullptr ? prior->ngrams() : nullptr, !adaptive),
      cells_(bits_of_cells(sizes.slot_bytes)),
      window_(sizes.window_bytes),
      match_(std::max(sizes.match_heads, NibbleMatch::kLeastHeads)),
      mixing_(weights_of(mixing_of(prior))) {
  if (const MixingState* mixing = mixing_of(prior)) {
    match_.set_trust(mixing->matches);
    order1_.tell(prior->short_histories()->order1);
  }
  byte_.hashes = nibble_hashes(text_);
  begin_byte();
  guess_likeliest(1);
  p16_ = p16_at(1);
}

MixingState NibblePredictor::mixing() const {
  MixingState state;
  state.matches.assign(match_.trust().begin(), match_.trust().end());
  state.weights = mixing_.weights();
  return state;
}

void NibblePredictor::learn(int bit) {
  assert(bit == 0 || bit == 1);
  note(bit, p16_);
  if (node_ >= 16) {
    end_nibble();
    guess_likeliest(1);
  } else if (guessed_wrong(node_)) {
    guess_likeliest(node_);
  }
  p16_ = p16_at(node_);
}

void NibblePredictor::encode(ByteView text, ArithmeticEncoder& encoder) {
  for (const std::uint8_t byte : text) {
    for (const std::uint32_t nibble : {16u | byte >> 4, 16u | (byte & 15u)}) {
      guess(nibble);
      for (int shift = 3; shift >= 0; --shift) {
        const int bit = static_cast<int>(nibble >> shift & 1);
        const std::uint32_t p16 = p16_at(node_);
        encoder.encode(bit, p16);
        note(bit, p16);
      }
      end_nibble();
    }
  }
  p16_ = p16_at(1);
}

void NibblePredictor::decode(std::span<std::uint8_t> text, ArithmeticDecoder& decoder) {
  for (std::uint8_t& byte : text) {
    for (int nibble = 0; nibble < 2; ++nibble) {
      guess_likeliest(1);
      while (node_ < 16) {
        const std::uint32_t p16 = p16_at(node_);
        note(decoder.decode(p16), p16);
        if (guessed_wrong(node_) && node_ < 16) guess_likeliest(node_);
      }
      end_nibble();
    }
    byte = text_.byte(1);
  }
  p16_ = p16_at(1);
}

/// P(1) of a decision of this nibble.
inline std::uint32_t NibblePredictor::p16_at(std::uint32_t node) const { return squash(values_[node] >> 3); }

/// Goes on to the next decision of this nibble, or to its end.
inline void NibblePredictor::note(int bit, std::uint32_t p16) {
  const int error = ((bit * 65536 - static_cast<int>(p16)) * rate_) >> 16;
  errors_ |= std::uint64_t{static_cast<std::uint16_t>(error)} << (16 * (std::bit_width(node_) - 1));
  node_ = 2 * node_ + static_cast<std::uint32_t>(bit);
}

/// Learns from the four decisions that were made, and goes on to the next nibble.
void NibblePredictor::end_nibble() {
  if (adaptive_) learn_nibble();
  const std::uint32_t ended = node_;
  node_ = 1;
  errors_ = 0;
  if (half_ == 0) {
    begin_second(ended);
  } else {
    end_byte(static_cast<std::uint8_t>(half_ << 4 | (ended & 15)));
    begin_byte();
  }
}

void NibblePredictor::learn_nibble() {
  const std::uint32_t nibble = node_ & 15;
  kernels_.learn(task_, errors_, nibble);
  if (match_.expects()) match_.learn(task_.matched_nibble == nibble);
}

/// Takes a whole byte in.
void NibblePredictor::end_byte(std::uint8_t byte) {
  if (guess_.partial != (256u | byte)) guess_byte(byte);
  window_.push(byte);
  text_ = guess_.text;
  byte_.hashes = guess_.hashes;
  if (adaptive_) match_.update(text_.last8(), window_);
}

void NibblePredictor::begin_byte() {
  half_ = 0;
  rate_ = kRate + haste_ / static_cast<int>(1 + (window_.position() >> kHasteShift));
  byte_.last = text_.byte(1);
  byte_.sought = 0;
  recall_cells(enter_cells() & recall_.known());
  unsteady_ = 0;
  for (std::size_t i = 0; i < NibbleMixing::kWatched; ++i) {
    unsteady_ |= (at_[kFirstWatched + i]->first.visits < kRarely ? 1u : 0u) << i;
  }
  task_.lines[0] = order1_.line(byte_.last, 0);
  for (std::size_t i = 0; i < kNibbleContexts; ++i) task_.lines[1 + i] = &at_[i]->first;
  mix();
}

/// Finds the cells of this byte: those that are new, as bits. Only what learns makes room for what it has not seen.
std::uint32_t NibblePredictor::enter_cells() {
  std::uint32_t fresh = 0;
  for (std::size_t i = 0; i < kNibbleContexts; ++i) {
    if (adaptive_) {
      const auto [cell, is_new] = cells_.find(byte_.hashes[i]);
      at_[i] = cell;
      fresh |= (is_new ? 1u : 0u) << i;
    } else {
      room_[i] = {};
      at_[i] = &room_[i];
      fresh |= 1u << i;
    }
  }
  return fresh;
}

/// `half`: the bits of the first nibble, 16 to 31.
void NibblePredictor::begin_second(std::uint32_t half) {
  half_ = half;
  recall_lines(enter_lines(half) & recall_.known(), half);
  task_.lines[0] = order1_.line(byte_.last, half);
  mix();
}

/// The same as enter_cells() for the lines of a second nibble.
std::uint32_t NibblePredictor::enter_lines(std::uint32_t half) {
  std::uint32_t fresh = 0;
  for (std::size_t i = 0; i < kNibbleContexts; ++i) {
    if (adaptive_) {
      const auto [line, is_new] = cells_.find_second(*at_[i], byte_.hashes[i], half);
      task_.lines[1 + i] = line;
      fresh |= (is_new ? 1u : 0u) << i;
    } else {
      room_[i].second = {};
      task_.lines[1 + i] = &room_[i].second;
      fresh |= 1u << i;
    }
  }
  return fresh;
}

/// What all decisions of the nibble that begins are expected to be.
void NibblePredictor::mix() {
  task_.first = mixing_.first(match_.length_class(), unsteady_, half_);
  task_.second = mixing_.second(byte_.last, half_);
  task_.match = match_.expects() ? match_.confidence() : std::int16_t{0};
  task_.matched_nibble = static_cast<std::uint8_t>(half_ == 0 ? match_.expected() >> 4 : match_.expected() & 15);
  kernels_.mix(task_, values_);
}

/// Sets up the cells of `fresh`, bits of recall_.known().
void NibblePredictor::recall_cells(std::uint32_t fresh) {
  if (fresh == 0) return;
  recall_.prefetch_index(fresh, byte_.hashes);
  recall_.prefetch_bucket(fresh, byte_.hashes);
  NibbleRecall::for_each(fresh, [this](std::size_t i) {
    if (const Ngrams::SuccessorList* list = recall_.successors(i, byte_)) NibbleRecall::tell_cell(*list, *at_[i]);
  });
}

/// The same of lines of second nibbles.
void NibblePredictor::recall_lines(std::uint32_t fresh, std::uint32_t half) {
  NibbleRecall::for_each(fresh, [&](std::size_t i) {
    const Ngrams::SuccessorList* list = recall_.successors(i, byte_);
    if (list != nullptr) tell_line(Ngrams::second_nibbles(*list, half), *task_.lines[1 + i]);
  });
}

/// Asks for the memory of what comes after `nibble`, 16 to 31, if that ends the nibble that goes on here.
void NibblePredictor::guess(std::uint32_t nibble) {
  guessed_ = nibble;
  if (half_ != 0) {
    guess_byte(static_cast<std::uint8_t>(half_ << 4 | (nibble & 15)));
    return;
  }
  for (std::size_t i = 0; i < kNibbleContexts; ++i) {
    if (at_[i]->second.tag != nibble) cells_.prefetch_line(byte_.hashes[i], nibble);
  }
}

/// guess() of the likeliest nibble whose decisions lead to `node`.
inline void NibblePredictor::guess_likeliest(std::uint32_t node) {
  while (node < 16) node = 2 * node + (values_[node] > 0 ? 1 : 0);
  guess(node);
}

/// REQUIRES: node < 32.
inline bool NibblePredictor::guessed_wrong(std::uint32_t node) const {
  return guessed_ >> (5 - std::bit_width(node)) != node;
}

void NibblePredictor::guess_byte(std::uint8_t byte) {
  guess_.partial = 256u | byte;
  guess_.text = text_;
  guess_.text.update_words(byte);
  guess_.hashes = nibble_hashes(guess_.text);
  for (const std::uint32_t hash : guess_.hashes) cells_.prefetch(hash);
  match_.prefetch(guess_.text.last8());
}

void NibblePredictor::likeliest(std::span<ByteShare> best) {
  assert(best.size() <= 256 && half_ == 0 && node_ == 1);
  LikeliestBytes(best).search(
      [this](std::uint32_t half) { return half == 0 ? shares_of(values_) : second_shares(half); });
}

/// Of the second nibble after `half`, without a trace.
NibbleShares NibblePredictor::second_shares(std::uint32_t half) {
  NibbleTask task = task_;
  NibbleRecall::Byte byte = byte_;
  task.lines[0] = order1_.line(byte.last, half);
  for (std::size_t i = 0; i < kNibbleContexts; ++i) {
    if (const NibbleLine* line = adaptive_ ? cells_.peek_second(*at_[i], byte.hashes[i], half) : nullptr) {
      room_ahead_[i] = *line;
    } else {
      room_ahead_[i] = {};
      const bool known = (recall_.known() >> i & 1) != 0;
      const Ngrams::SuccessorList* list = known ? recall_.successors(i, byte) : nullptr;
      if (list != nullptr) tell_line(Ngrams::second_nibbles(*list, half), room_ahead_[i]);
    }
    task.lines[1 + i] = &room_ahead_[i];
  }
  task.first = mixing_.first(match_.length_class(), unsteady_, half);
  task.second = mixing_.second(byte.last, half);
  // A match whose first nibble has not come ends there.
  if (match_.expects() && match_.expected() >> 4 != (half & 15)) {
    task.first = mixing_.first(0, unsteady_, half);
    task.match = 0;
  }
  task.matched_nibble = static_cast<std::uint8_t>(match_.expected() & 15);
  NibbleValues values{};
  kernels_.mix(task, values);
  return shares_of(values);
}

NibbleShares NibblePredictor::shares_of(const NibbleValues& values) {
  return shares_of_nibble([&](std::uint32_t node) { return squash(values[node] >> 3); });
}

}  // namespace pith
