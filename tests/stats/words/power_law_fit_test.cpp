#include "stats/words/power_law_fit.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

namespace pith {

TEST_CASE("points on a power law give it back") {
  std::vector<Point> points;
  for (double x = 1; x < 1000; x *= 3) points.push_back({x, 5 * std::pow(x, -0.7)});
  const PowerLaw fit = fit_power_law(points);
  CHECK(fit.exponent == doctest::Approx(-0.7));
  CHECK(fit.factor == doctest::Approx(5));
  CHECK(fit.r_squared == doctest::Approx(1));
  CHECK(fit.points == points.size());
}

TEST_CASE("points beside a power law lower what it explains") {
  const std::vector<Point> points{{1, 1}, {2, 4}, {4, 2}, {8, 8}};
  const PowerLaw fit = fit_power_law(points);
  CHECK(fit.exponent == doctest::Approx(0.8));
  CHECK(fit.r_squared == doctest::Approx(0.64));
}

TEST_CASE("fewer than three points have no fit") {
  const std::vector<Point> points{{1, 1}, {2, 4}};
  CHECK(fit_power_law(points).points == 0);
  CHECK(fit_power_law({}).exponent == 0);
}

TEST_CASE("what does not change has the exponent 0") {
  const std::vector<Point> points{{1, 3}, {10, 3}, {100, 3}};
  CHECK(fit_power_law(points).exponent == doctest::Approx(0));
  CHECK(fit_power_law(points).factor == doctest::Approx(3));
}

}  // namespace pith
