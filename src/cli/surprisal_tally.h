#pragma once

#include "pith/measure.h"
#include "pith/surprisal.h"

namespace pith::cli {

/// Adds surprisals up to what measure() says of the text.
class SurprisalTally {
 public:
  void add(const ByteSurprisal& surprisal) {
    const std::uint8_t byte = surprisal.byte;
    const bool space = byte == ' ' || (byte >= '\t' && byte <= '\r');
    measurement_.bits += surprisal.bits;
    ++measurement_.bytes;
    if ((byte & 0xC0) != 0x80) ++measurement_.characters;
    if (after_space_ && !space) ++measurement_.words;
    after_space_ = space;
  }

  const Measurement& measurement() const { return measurement_; }

 private:
  Measurement measurement_;
  bool after_space_ = true;
};

}  // namespace pith::cli
