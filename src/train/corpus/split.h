#pragma once

#include <cstddef>
#include <vector>

#include "base/bytes.h"
#include "pith/train.h"

namespace pith {

/// From so many works on, whole works are held out.
inline constexpr std::size_t kManyWorks = 20;

/// Of many works, one in so many is held out, and another one is for tuning. Of each of few works, so large a part is
/// held out, and another such part is for tuning.
inline constexpr std::size_t kHoldOutEvery = 16;

inline constexpr std::size_t kSliceBytes = 100'000;        ///< of a work that is tuned or measured on, at most
inline constexpr std::size_t kAllSlicesBytes = 3'000'000;  ///< of all slices together at most, and a line more for each

/// Works by what they are for. Each byte serves one purpose only.
struct SplitWorks {
  std::vector<Bytes> counted;  ///< what n-grams are counted in
  std::vector<Bytes> tuning;   ///< what the mixing is tuned on
  std::vector<TrainingText> held_out;
};

/// What text is set aside for.
struct SetAside {
  bool tuning = true;
  bool held_out = true;
};

/// Splits works, in the order of their names. Of many works, some are taken out of which a slice of each is tuned or
/// measured on; of few, each gives its end. Slices begin and end with lines, or with characters where lines are long.
/// Nothing is taken for a purpose that `wanted` does not name. REQUIRES: some work is not empty.
SplitWorks split_works(std::vector<TrainingText> works, SetAside wanted);

}  // namespace pith
