#include "stats/words/power_law_fit.h"

#include <cassert>
#include <cmath>

namespace pith {

PowerLaw fit_power_law(std::span<const Point> points) {
  if (points.size() < 3) {
    return {};
  }
  const auto n = static_cast<double>(points.size());
  Point mean{0, 0};
  for (const Point& point : points) {
    assert(point.x > 0 && point.y > 0);
    mean.x += std::log(point.x) / n;
    mean.y += std::log(point.y) / n;
  }
  double xx = 0;
  double xy = 0;
  double yy = 0;
  for (const Point& point : points) {
    const double x = std::log(point.x) - mean.x;
    const double y = std::log(point.y) - mean.y;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const double exponent = xx == 0 ? 0 : xy / xx;
  return {.exponent = exponent,
          .factor = std::exp(mean.y - exponent * mean.x),
          .r_squared = yy == 0 ? 1 : exponent * xy / yy,
          .points = points.size()};
}

}  // namespace pith
