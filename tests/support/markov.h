#pragma once

#include <cmath>
#include <cstdint>
#include <string>

#include "base/random.h"

namespace pith::test {

/// The entropy of a coin that shows one side with probability `p`, in bits.
inline double binary_entropy(double p) { return p <= 0 || p >= 1 ? 0 : -p * std::log2(p) - (1 - p) * std::log2(1 - p); }

/// `bytes` of a chain of the states '0' and '1', which changes its state with probability `from_0` or `from_1` of
/// 65536.
inline std::string markov_text(std::size_t bytes, std::uint32_t from_0, std::uint32_t from_1, std::uint64_t seed) {
  Random random(seed);
  std::string text;
  bool state = false;
  while (text.size() < bytes) {
    text += state ? '1' : '0';
    state ^= random.below(65536) < (state ? from_1 : from_0);
  }
  return text;
}

/// The entropy rate of that chain in bits a byte: that of each state's next, weighed by how often the state is met.
inline double markov_entropy_rate(std::uint32_t from_0, std::uint32_t from_1) {
  const double a = from_0 / 65536.0;
  const double b = from_1 / 65536.0;
  return (b * binary_entropy(a) + a * binary_entropy(b)) / (a + b);
}

}  // namespace pith::test
