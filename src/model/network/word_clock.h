#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "model/network/dimensions.h"
#include "model/text/context.h"
#include "model/text/hash.h"
#include "model/text/text_state.h"

namespace pith {

/// Says when the slow clock of the network ticks: where a word has ended, and after kMostBytes bytes without an end. A
/// plain value, computed from the bytes alone.
class WordClock {
 public:
  static constexpr std::uint32_t kMostBytes = 16;

  /// What the slow clock reads at a tick: rows of these tables, by hash.
  enum Row : std::uint8_t { kWord, kWordPair, kEnding, kStart };

  /// Takes in the last byte of `text`, which has taken it in already.
  void update(const TextState& text) {
    const std::uint8_t byte = text.byte(1);
    const bool letter = TextState::is_letter(byte);
    if (letter && word_ == 0) {
      start_ = hash(gap_, 'A' <= byte && byte <= 'Z' ? 1 : 0);
      gap_ = 0;
    }
    if (!letter) gap_ = hash(gap_, byte);
    ++since_;
    const bool ended = !letter && word_ != 0;
    ticks_ = ended || since_ >= kMostBytes;
    forced_ = ticks_ && !ended;
    if (ticks_) since_ = 0;
    word_ = text.word();
  }

  /// Whether the slow clock steps now. It does before the first byte.
  bool ticks() const { return ticks_; }

  /// The hashes of its rows, by Row. `text`: as update() saw it last, before any byte a new one.
  std::array<std::uint32_t, kSlowTables> hashes(const TextState& text) const {
    const std::uint32_t word = forced_ ? text.word() : text.word_before();
    const std::uint32_t word_before = forced_ ? text.word_before() : text.word_before_that();
    return {hash(word, 101), hash(hash(word, word_before), 102), context_hash<ContextKind::kOrder4>(text),
            hash(hash(start_, forced_ ? 1 : 0), 103)};
  }

  bool operator==(const WordClock&) const = default;

  /// Calls visit(number) for each of its numbers; setting all of them makes a copy.
  template <typename Self, typename Visit>
  static void each_number(Self& self, Visit visit) {
    for (auto* number : {&self.word_, &self.gap_, &self.start_, &self.since_}) visit(*number);
    auto flags = static_cast<std::uint8_t>((self.ticks_ ? 1 : 0) | (self.forced_ ? 2 : 0));
    visit(flags);
    if constexpr (!std::is_const_v<Self>) {
      self.ticks_ = (flags & 1) != 0;
      self.forced_ = (flags & 2) != 0;
    }
  }

 private:
  std::uint32_t word_ = 0;   // TextState::word() as of the last byte
  std::uint32_t gap_ = 0;    // hash of the other bytes since the last letter
  std::uint32_t start_ = 0;  // what stood before the present word, and whether it began with a capital
  std::uint32_t since_ = 0;  // bytes since the last tick
  bool ticks_ = true;
  bool forced_ = false;
};

}  // namespace pith
