#pragma once

#include <cassert>
#include <cstdint>

namespace pith {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed on every machine. Not for secrets.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;  // 2^64 / golden ratio, odd
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  /// A number in [0, limit); each is met with a probability within 2^-32 of 1 / limit. REQUIRES: limit > 0.
  std::uint32_t below(std::uint32_t limit) {
    assert(limit > 0);
    return static_cast<std::uint32_t>(((next() >> 32) * limit) >> 32);
  }

 private:
  std::uint64_t state_;
};

}  // namespace pith
