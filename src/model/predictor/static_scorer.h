#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.h"
#include "model/predictor/prior.h"
#include "model/text/text_state.h"

namespace pith {

/// The probabilities of a Predictor that does not adapt, for a text that lies in memory whole. No byte has
/// to wait for the one before, so that memory is asked for many bytes ahead; only decisions that lead to it are made.
class StaticScorer {
 public:
  virtual ~StaticScorer() = default;

  /// Where to go on reading a text: how much of it was read, and what that says about the next byte.
  struct Place {
    std::uint32_t position = 0;
    TextState state;
  };

  /// Writes P(1) of the eight decisions of each of the next `count` bytes of `text` to p16s (count)(8), in units of
  /// 2^-16, and moves `place` behind them. REQUIRES: place.position + count <= text.size() <= kMaxBlockBytes.
  virtual void score(ByteView text, Place& place, std::size_t count, std::span<std::uint16_t> p16s) = 0;

  /// Moves `place` on without looking anything up. May be called while another thread is in score().
  virtual void skip(ByteView text, Place& place, std::size_t count) const = 0;
};

/// For a level, and a model that outlives this; null where a network takes part, which goes byte by byte.
std::unique_ptr<StaticScorer> make_static_scorer(int level, const Prior* prior);

}  // namespace pith
