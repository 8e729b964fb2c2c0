#pragma once

#include <array>
#include <cstdint>

namespace pith {

/// What a context knows of a nibble: a state for each of the 15 decisions that lead to its 16 values, and what the
/// table that holds it needs. All zeros: nothing is known.
struct alignas(32) NibbleLine {
  std::uint8_t visits;                  ///< nibbles learnt, at most 255
  std::uint8_t tag;                     ///< whose line this is: the table gives it a meaning
  std::array<std::int16_t, 15> states;  ///< by node, breadth first: node 1 is states[0]

  bool operator==(const NibbleLine&) const = default;
};
static_assert(sizeof(NibbleLine) == 32);

// A state is a stretched probability with how unsteady it has been: a multiple of 8, 4096 of which are one nat, plus
// the number of surprises, 0 to 7. 0 says nothing.

/// The most that a state moves to, apart from surprises. Invariant: every state is within it; states_test.cpp tries
/// all.
inline constexpr int kMostState = 28000;

/// How far counts of training are believed: 3.4 nats. What a model has never seen is not impossible.
inline constexpr int kMostTold = 14000;

namespace nibble_states {

inline constexpr int kSurprises = 8;  ///< a state tells 0 to 7 of them

/// How fast a state moves, in units of 2^-8, by its surprises so far: where it was right, then where it was surprised.
inline constexpr std::array<std::uint8_t, 2 * kSurprises> kRates = {120, 67, 40, 27, 20, 17, 15, 14,
                                                                    75,  44, 29, 21, 17, 15, 14, 14};

/// a * b in units of 2^-15, rounded.
constexpr int rounded_product(int a, int b) { return (a * b + (1 << 14)) >> 15; }

}  // namespace nibble_states

/// The state after a bit. It moves by a share of an error that is taken for (1 - |s|)^4 / 2 on the way it leans, s
/// being the state in units of 8 nats: what exp would say, nearly.
constexpr std::int16_t next_state(std::int16_t state, int bit) {
  using nibble_states::rounded_product;
  const int towards = bit != 0 ? state : -state;
  const bool surprised = towards < 0;
  int doubt = 32767 - (towards < 0 ? -towards : towards);
  doubt = rounded_product(doubt, doubt);
  doubt = rounded_product(doubt, doubt);
  const int error = surprised ? 32767 - (doubt >> 1) : doubt >> 1;
  const int surprises = state & (nibble_states::kSurprises - 1);
  const int rate = nibble_states::kRates[surprises + (surprised ? nibble_states::kSurprises : 0)] << 7;
  const int move = rounded_product(error, rate);
  const int moved = (state - surprises + (bit != 0 ? move : -move) + 4) & ~7;
  const int counted = surprised && surprises < nibble_states::kSurprises - 1 ? surprises + 1 : surprises;
  return static_cast<std::int16_t>(moved | counted);
}

}  // namespace pith
