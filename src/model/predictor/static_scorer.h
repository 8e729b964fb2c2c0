#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.h"
#include "model/network/network_cell.h"
#include "model/predictor/cloned.h"
#include "model/predictor/prior.h"
#include "model/text/text_state.h"

namespace pith {

/// The probabilities of a Predictor that does not adapt, for texts that lie in memory whole. Only the decisions that
/// lead to the bytes of a text are made, and memory is asked for many bytes ahead.
class StaticScorer {
 public:
  virtual ~StaticScorer() = default;

  /// The most that each_byte() reads at once.
  static constexpr std::size_t kMostLanes = 16;

  /// Where to go on reading a text: how much of it was read, and what that says about the next byte. A plain value.
  struct Place {
    std::uint32_t position = 0;
    TextState state;
    Cloned<NetworkCell> network;  ///< if a network takes part
  };

  /// As before any text.
  virtual Place start() const = 0;

  /// Writes P(1) of the eight decisions of each of the next `count` bytes of `text` to p16s (count)(8), in units of
  /// 2^-16, and moves `place` behind them. REQUIRES: place.position + count <= text.size() <= kMaxBlockBytes.
  virtual void score(ByteView text, Place& place, std::size_t count, std::span<std::uint16_t> p16s) = 0;

  /// A text that is read beside others.
  struct Lane {
    ByteView text;
    Place* place;  ///< in `text`, not at its end
  };

  /// The same for the next byte of each lane: p16s (lanes)(8). REQUIRES: lanes.size() <= kMostLanes.
  virtual void each_byte(std::span<const Lane> lanes, std::span<std::uint16_t> p16s) = 0;

  /// The same for every value that the next byte may have: p16s (256)(8). `place` is in a text or at its end, and
  /// stays.
  virtual void all_bytes(const Place& place, std::span<std::uint16_t> p16s) = 0;

  /// Moves `place` on without looking anything up. May be called while another thread is in score().
  virtual void skip(ByteView text, Place& place, std::size_t count) const = 0;

  /// Whether texts are worth being read side by side: a network takes part.
  virtual bool has_network() const = 0;
};

/// For a level, and a model that outlives this; null where there is none for that level.
std::unique_ptr<StaticScorer> make_static_scorer(int level, const Prior* prior);

}  // namespace pith
