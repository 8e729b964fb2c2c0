#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/zeroed_array.h"
#include "model/bits/adaptive_probability.h"
#include "model/bits/bit_place.h"
#include "model/text/window.h"

namespace pith {

/// Finds where the last bytes occurred before and expects what followed them there. How far it is to be trusted is
/// learnt by the length of the match, and by how often it failed lately.
class MatchModel {
 public:
  static constexpr int kInputs = 2;
  static constexpr int kStrengths = 64;

  /// Looks for matches of at least `min_length` bytes. REQUIRES: 4 <= min_length <= 32, heads is a power of two.
  MatchModel(int min_length, std::size_t heads);

  /// Takes in the byte just pushed to `window`; look_up() must follow before the next bit. The two are apart so that
  /// the memory look_up() needs is on its way while the caller does something else.
  void update(const Window& window);
  void look_up(const Window& window);

  /// Inputs for the next bit: 0 if nothing is expected.
  void predict(BitPlace place, std::int32_t* inputs);

  void learn(int bit);

  /// How strong the present expectation is, in [0, kStrengths): 0 = none.
  int strength() const { return expects_ ? 1 + bucket_ : 0; }

  /// The byte expected next; 0 if none.
  std::uint8_t expected_byte() const { return static_cast<std::uint8_t>(expected_); }
  std::uint32_t length() const { return length_; }

  /// How often the expected bit comes, by how far the match is to be trusted.
  static constexpr int kBuckets = kStrengths - 1;
  using Trust = std::array<AdaptiveProbability, kBuckets>;
  const Trust& trust() const { return right_; }
  void set_trust(std::span<const AdaptiveProbability, kBuckets> trust) { std::ranges::copy(trust, right_.begin()); }

 private:
  static constexpr std::uint32_t kMaxLength = 65535;
  static constexpr std::uint32_t kMaxMisses = 8;
  static constexpr std::uint32_t kMaxVerified = 400;

  int bucket() const;

  int min_length_;
  ZeroedArray<std::uint32_t> heads_;  // position after the last occurrence of a hashed context, 0 = none
  int head_shift_;
  Trust right_;
  std::uint32_t head_ = 0;     // where the context of the next byte is in heads_
  std::uint32_t pointer_ = 0;  // position of the expected byte, 0 = no match
  std::uint32_t length_ = 0;   // bytes matched since the match was found or last failed
  std::uint32_t misses_ = 0;   // recent failures
  int bucket_ = 0;
  std::uint32_t expected_ = 0;  // 256 + the byte expected next, 0 = none: equal to no place then
  bool expects_ = false;
  int expected_bit_ = 0;
};

}  // namespace pith
