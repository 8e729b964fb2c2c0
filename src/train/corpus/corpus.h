#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "model/text/text_state.h"
#include "model/text/window.h"
#include "train/corpus/position_ranges.h"

namespace pith {

/// Training text in pieces: whole works, or parts of works where there are few. What occurs in one piece only is not
/// learnt, so that a model holds what its texts share and not what one of them says.
///
/// A byte is known by its position, counted over all works.
class Corpus {
 public:
  static constexpr std::uint64_t kMaxBytes = UINT32_MAX;
  static constexpr std::size_t kFewPieces = 32;          ///< works are cut until there are so many pieces …
  static constexpr std::size_t kShortPieceBytes = 4096;  ///< … but not into shorter ones

  enum class Pieces { kEnough, kWorks };  ///< works are cut where there are few, or never

  /// REQUIRES: the works have kMaxBytes together at most.
  explicit Corpus(const std::vector<ByteView>& works, Pieces pieces = Pieces::kEnough);

  std::size_t bytes() const { return text_.size(); }
  std::size_t pieces() const { return pieces_.size(); }
  std::uint8_t operator[](std::uint32_t position) const { return text_[position]; }

  /// Calls visit(position, state, byte) for each byte, `state` being that before the byte, as far as kSight goes. A
  /// work begins with a new state.
  template <Sight kSight, typename Visitor>
  void scan(Visitor visit) const;

  /// The state before `position`, computed from the kStateReach bytes before it: as much of it as `sight` covers,
  /// except that of words only word() is right. REQUIRES: sight != Sight::kLines.
  TextState state_at(std::uint32_t position, Sight sight = Sight::kWords) const;
  static constexpr std::uint32_t kStateReach = 128;

  /// Asks for the memory that state_at(position) reads.
  void prefetch(std::uint32_t position) const { __builtin_prefetch(text_.data() + position - (position == 0 ? 0 : 1)); }

  /// The number of the piece that `position` is in.
  std::uint32_t piece_of(std::uint32_t position) const { return pieces_.find(position); }

 private:
  Bytes text_;
  PositionRanges works_;
  PositionRanges pieces_;
};

template <Sight kSight, typename Visitor>
void Corpus::scan(Visitor visit) const {
  for (std::uint32_t work = 0; work < works_.size(); ++work) {
    Window window(std::size_t{1} << 12);
    TextState state;
    for (std::uint32_t position = works_.begin(work); position < works_.begin(work + 1); ++position) {
      const std::uint8_t byte = text_[position];
      visit(position, state, byte);
      if constexpr (kSight == Sight::kLast8) {
        state.update_last8(byte);
      } else if constexpr (kSight == Sight::kWords) {
        state.update_words(byte);
      } else {
        state.update(window, byte);
        window.push(byte);
      }
    }
  }
}

}  // namespace pith
