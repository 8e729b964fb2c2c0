#include "stats/measure/swapped_line_ends.h"

#include <cassert>

namespace pith {

void SwappedLineEnds::add(const ByteSurprisal& coded) {
  assert(!finished_);
  if (coded.byte == '\r') {
    after_carriage_returns_ = held_.has_value();
    flush();
    held_ = coded;
    held_candidates_.assign(coded.candidates.begin(), coded.candidates.end());
    return;
  }
  if (coded.byte != '\n' || after_carriage_returns_) {
    flush();
    take_(coded);
  } else if (held_) {
    take_({.byte = '\n', .bits = held_->bits + coded.bits, .candidates = held_candidates_});
  } else {
    take_({.byte = '\r', .bits = coded.bits, .candidates = coded.candidates});
    take_({.byte = '\n', .bits = 0, .candidates = {}});
  }
  held_.reset();
  after_carriage_returns_ = false;
}

void SwappedLineEnds::flush() {
  if (held_) take_({.byte = held_->byte, .bits = held_->bits, .candidates = held_candidates_});
  held_.reset();
}

}  // namespace pith
