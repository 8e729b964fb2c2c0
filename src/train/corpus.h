#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "model/text_state.h"
#include "model/window.h"

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

  /// REQUIRES: the works have kMaxBytes together at most.
  explicit Corpus(const std::vector<ByteView>& works);

  std::size_t bytes() const { return text_.size(); }
  std::size_t pieces() const { return piece_begins_.size(); }
  std::uint8_t operator[](std::uint32_t position) const { return text_[position]; }

  /// Calls visit(position, state, byte) for each byte, `state` being that before the byte, with kLast8Only as far as
  /// last8() tells. A work begins with a new state.
  template <bool kLast8Only, typename Visitor>
  void scan(Visitor visit) const;

  /// The state before `position`, as far as the last `reach` bytes tell. `window`: room, of that many bytes.
  /// REQUIRES: reach <= kStateReach.
  TextState state_at(std::uint32_t position, Window& window, std::uint32_t reach = kStateReach) const;
  static constexpr std::uint32_t kStateReach = 128;

  /// The number of the piece that `position` is in. Quick for positions that are asked for in ascending order, when
  /// `hint` is the answer before.
  std::uint32_t piece_of(std::uint32_t position, std::uint32_t hint = 0) const;

 private:
  Bytes text_;
  std::vector<std::uint32_t> work_begins_;  // and the end
  std::vector<std::uint32_t> piece_begins_;
};

template <bool kLast8Only, typename Visitor>
void Corpus::scan(Visitor visit) const {
  for (std::size_t work = 0; work + 1 < work_begins_.size(); ++work) {
    Window window(std::size_t{1} << 12);
    TextState state;
    for (std::uint32_t position = work_begins_[work]; position < work_begins_[work + 1]; ++position) {
      const std::uint8_t byte = text_[position];
      visit(position, state, byte);
      if constexpr (kLast8Only) {
        state.update_last8(byte);
      } else {
        state.update(window, byte);
        window.push(byte);
      }
    }
  }
}

}  // namespace pith
