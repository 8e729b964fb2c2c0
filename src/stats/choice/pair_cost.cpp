#include "stats/choice/pair_cost.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace pith {

namespace {

/// [rank]: bits of a byte of that rank, if those of rank r have a share of (r + 1)^-1.5, as successors about do.
const std::array<double, 256>& rank_bits() {
  static const std::array<double, 256> kBits = [] {
    std::array<double, 256> bits{};
    double shares = 0;
    for (int rank = 0; rank < 256; ++rank) shares += std::pow(rank + 1.0, -1.5);
    for (int rank = 0; rank < 256; ++rank) bits[rank] = 1.5 * std::log2(rank + 1.0) + std::log2(shares);
    return bits;
  }();
  return kBits;
}

}  // namespace

double pair_bits(const ModelPreview& model, ByteView text) {
  const std::array<double, 256>& bits = rank_bits();
  double sum = 0;
  std::uint8_t last = 0;
  for (const std::uint8_t byte : text) {
    sum += bits[model.ranks_after(last)[byte]];
    last = byte;
  }
  return sum;
}

}  // namespace pith
