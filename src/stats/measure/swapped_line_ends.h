#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "pith/surprisal.h"

namespace pith {

/// Turns the surprisals of a coded text whose line ends were swapped (codec/line_ends.h) into those of the text.
class SwappedLineEnds {
 public:
  /// `take` outlives this.
  explicit SwappedLineEnds(const std::function<void(const ByteSurprisal&)>& take) : take_(take) {}

  void add(const ByteSurprisal& coded);

  /// REQUIRES: nothing is added after.
  void finish() {
    flush();
    finished_ = true;
  }

 private:
  void flush();

  const std::function<void(const ByteSurprisal&)>& take_;
  std::optional<ByteSurprisal> held_;  // a CR that a line feed may follow; its candidates are in held_candidates_
  std::vector<Candidate> held_candidates_;
  bool after_carriage_returns_ = false;  // held_ is not the first of its run
  bool finished_ = false;
};

}  // namespace pith
