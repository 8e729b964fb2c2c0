#pragma once

#include <span>

#include "pith/analyze.h"

namespace pith {

struct Point {
  double x;
  double y;
};

/// See PowerLaw. REQUIRES: x > 0, y > 0.
PowerLaw fit_power_law(std::span<const Point> points);

}  // namespace pith
