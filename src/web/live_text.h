#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pith/scorer.h"
#include "pith/surprisal.h"

namespace pith::web {

/// A text that is typed, measured by a model that does not learn from it. It remembers where the model was at several
/// places, so that an edit costs what comes after it.
class LiveText {
 public:
  /// Throws Error kUsage (level).
  LiveText(const Model* model, int level);

  /// Drops what comes after the first `bytes` bytes, and some before: returns how many bytes are kept, and where the
  /// text is to be fed again.
  std::size_t keep(std::size_t bytes);

  /// Goes on by `bytes`. bits: one for each.
  void feed(std::string_view bytes, float* bits);

  /// The likeliest bytes in the place of the one at `position`, the likeliest first, of those that the model holds for
  /// possible at all. REQUIRES: position is in the text or at its end.
  std::vector<Candidate> candidates(std::size_t position, std::size_t most) const;

  /// What might have come at `position`: lines "0.25 word", the likeliest first. Each begins with one of the likeliest
  /// bytes and goes on with the likeliest after it, to the end of the word.
  std::string continuations(std::size_t position, std::size_t most) const;

 private:
  State state_at(std::size_t position) const;

  Scorer scorer_;
  std::string text_;
  std::vector<State> marks_;  // [i]: after i * kMarkBytes bytes
  State here_;
};

}  // namespace pith::web
