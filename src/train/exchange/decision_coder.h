#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/bytes.h"
#include "coding/arithmetic_decoder.h"
#include "coding/arithmetic_encoder.h"
#include "model/bits/adaptive_probability.h"
#include "stats/measure/cost_meter.h"

namespace pith {

inline constexpr std::uint32_t kExchangeLimit = 255;  ///< of the adaptive probabilities of updates
inline constexpr std::uint32_t kEvenOdds = 32768;

inline std::uint32_t odds_of(const AdaptiveProbability& p) { return std::max(1U, p.p16()); }

// The two directions have the same members, so that what is coded is said once, for both (docs/format/UPDATE.md).

/// Writes decisions.
class DecisionWriter {
 public:
  static constexpr bool kReads = false;

  int decide(int bit, AdaptiveProbability& p) {
    encoder_.encode(bit, odds_of(p));
    meter_.add(bit, odds_of(p));
    p.learn(bit, kExchangeLimit);
    return bit;
  }

  /// REQUIRES: 1 <= p16 <= 65535.
  int decide_with(int bit, std::uint32_t p16) {
    encoder_.encode(bit, p16);
    meter_.add(bit, p16);
    return bit;
  }
  int decide_evenly(int bit) { return decide_with(bit, kEvenOdds); }

  double ideal_bits() const { return meter_.bits(); }
  Bytes finish() { return encoder_.finish(); }

 private:
  ArithmeticEncoder encoder_;
  CostMeter meter_;
};

/// Reads decisions: what it is given does not matter.
class DecisionReader {
 public:
  static constexpr bool kReads = true;

  /// REQUIRES: payload outlives this.
  explicit DecisionReader(ByteView payload) : decoder_(payload) {}

  int decide(int, AdaptiveProbability& p) {
    const int bit = decoder_.decode(odds_of(p));
    p.learn(bit, kExchangeLimit);
    return bit;
  }

  int decide_with(int, std::uint32_t p16) { return decoder_.decode(p16); }
  int decide_evenly(int bit) { return decide_with(bit, kEvenOdds); }

  bool finished() const { return decoder_.finished(); }

 private:
  ArithmeticDecoder decoder_;
};

}  // namespace pith
