#include <algorithm>
#include <cassert>

#include "base/zeroed_array.h"
#include "model/bits/adaptive_probability.h"
#include "model/text/hash.h"
#include "pith/analyze.h"
#include "stats/measure/cost_meter.h"

namespace pith {

namespace {

constexpr std::size_t kHashedNibbles = std::size_t{1} << 20;

/// Probabilities of the decisions of a nibble; [0] is unused.
struct Nibble {
  AdaptiveProbability nodes[16];
};
static_assert(sizeof(Nibble) == 64);

/// A table with a nibble for each context of `order` bytes and the first nibble after it, or a hash of them.
class NibbleTable {
 public:
  explicit NibbleTable(int order) : direct_(order < kMaxAdaptiveOrder), nibbles_(size(order)) {}

  /// `context`: the bytes before. `first`: 0, or 1 and the four bits of the first nibble, in [0, 31].
  Nibble& at(std::uint32_t context, std::uint32_t first) {
    if (direct_) {
      return nibbles_[std::size_t{context} * 32 + first];
    }
    return nibbles_[hash(context, first) % kHashedNibbles];
  }

 private:
  static std::size_t size(int order) {
    return order < kMaxAdaptiveOrder ? std::size_t{32} << (8 * order) : kHashedNibbles;
  }

  bool direct_;
  ZeroedArray<Nibble> nibbles_;
};

/// Adds the cost of four decisions, and learns them.
void code_nibble(Nibble& model, std::uint32_t nibble, CostMeter& meter) {
  std::uint32_t node = 1;
  for (int shift = 3; shift >= 0; --shift) {
    const int bit = static_cast<int>(nibble >> shift) & 1;
    AdaptiveProbability& probability = model.nodes[node];
    meter.add(bit, std::max(1U, probability.p16()));
    probability.learn(bit, AdaptiveProbability::kMaxLimit);
    node = node << 1 | static_cast<std::uint32_t>(bit);
  }
}

}  // namespace

double adaptive_code_bits(TextView text, int order) {
  assert(0 <= order && order <= kMaxAdaptiveOrder);
  NibbleTable table(order);
  CostMeter meter;
  const std::uint32_t mask = (std::uint32_t{1} << (8 * order)) - 1;
  std::uint32_t context = 0;
  for (const std::uint8_t byte : text) {
    const std::uint32_t first = byte >> 4;
    code_nibble(table.at(context, 0), first, meter);
    code_nibble(table.at(context, 16 + first), byte & 15U, meter);
    context = (context << 8 | byte) & mask;
  }
  return meter.bits();
}

}  // namespace pith
