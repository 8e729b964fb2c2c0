#include "codec/sampling/byte_choice.h"

#include <algorithm>
#include <cassert>

#include "base/fixed_log.h"

namespace pith {

namespace {

/// The share to the power of 1000 / temperature_milli, as a part of that of the `likeliest`. REQUIRES: share >= 1.
std::uint32_t tempered(std::uint32_t share, std::uint32_t likeliest, std::uint32_t temperature_milli) {
  assert(1 <= share && share <= likeliest && temperature_milli > 0);
  const std::uint64_t below = fixed_log2(likeliest) - fixed_log2(share);  // log2 of how much less likely, below 2^29
  return fixed_exp2_of_minus(below * 1000 / temperature_milli);
}

}  // namespace

ByteChoice::ByteChoice(const std::array<ByteShare, 256>& shares, const Sharpening& sharpening) {
  assert(shares[0].share > 0);
  std::uint64_t all = 0;  // less than 2^32
  for (const ByteShare& each : shares) all += each.share;
  const std::uint64_t wanted = all * sharpening.top_p_milli;  // in thousandths, below 2^42
  std::uint64_t taken = 0;
  for (const ByteShare& each : shares) {
    const bool enough = taken * 1000 >= wanted || (sharpening.temperature_milli == 0 && taken > 0);
    if (enough || each.share == 0) break;
    weights_[each.byte] = sharpening.temperature_milli == 0 || sharpening.temperature_milli == 1000
                              ? each.share
                              : tempered(each.share, shares[0].share, sharpening.temperature_milli);
    taken += each.share;
  }
  sum_up();
}

void ByteChoice::sum_up() {
  std::ranges::copy(weights_, sums_.begin() + 256);
  for (std::size_t node = 255; node > 0; --node) sums_[node] = sums_[2 * node] + sums_[2 * node + 1];
}

std::uint32_t ByteChoice::p16(std::uint64_t zeros, std::uint64_t ones) {
  const std::uint64_t both = zeros + ones;
  assert(0 < both && both < std::uint64_t{1} << 40);
  return static_cast<std::uint32_t>(((ones << 16) + both / 2) / both);
}

}  // namespace pith
