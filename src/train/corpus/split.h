#pragma once

#include <cstddef>
#include <vector>

#include "base/bytes.h"
#include "pith/train.h"

namespace pith {

/// From so many works on, whole works are held out.
inline constexpr std::size_t kManyWorks = 20;

/// Of many works, one in so many is held out, and another one is for tuning. One sixteenth of each of few works
/// likewise.
inline constexpr std::size_t kHoldOutEvery = 16;

inline constexpr std::size_t kSliceBytes = 100'000;        ///< of a work that is tuned or measured on, at most
inline constexpr std::size_t kAllSlicesBytes = 3'000'000;  ///< together at most, and a line a work

/// Works by what they are for. No byte is for two things.
struct SplitWorks {
  std::vector<Bytes> counted;  ///< what n-grams are counted in
  std::vector<Bytes> tuning;   ///< what the mixing is tuned on
  std::vector<TrainingText> held_out;
};

/// Splits works, in the order of their names. Of many works, some are taken out of which a slice of each is tuned or
/// measured on; of few, each gives its end. Slices begin and end with lines, or with characters where lines are long.
/// Only if `hold_out` is anything held out. REQUIRES: the works have kMinTrainingBytes together.
SplitWorks split_works(std::vector<TrainingText> works, bool hold_out);

}  // namespace pith
