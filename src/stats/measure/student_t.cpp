#include "stats/measure/student_t.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace pith {

namespace {

/// From here on the distribution is taken for that of this many degrees: the bounds differ by less than 1e-5.
constexpr std::uint64_t kManyDegrees = 200'000;

}  // namespace

double student_t_within(double t, std::uint64_t degrees_of_freedom) {
  assert(t >= 0 && degrees_of_freedom >= 1);
  const std::uint64_t n = std::min(degrees_of_freedom, kManyDegrees);
  const double angle = std::atan(t / std::sqrt(static_cast<double>(n)));
  const double cosine_squared = std::cos(angle) * std::cos(angle);
  const bool odd = n % 2 == 1;
  double term = odd ? std::cos(angle) : 1;
  double sum = n == 1 ? 0 : term;
  for (std::uint64_t k = odd ? 3 : 2; k + 2 <= n; k += 2) {
    term *= cosine_squared * static_cast<double>(k - 1) / static_cast<double>(k);
    sum += term;
  }
  return odd ? 2 * (angle + std::sin(angle) * sum) / std::numbers::pi : std::sin(angle) * sum;
}

double student_t_bound(double probability, std::uint64_t degrees_of_freedom) {
  assert(probability >= 0 && probability < 1 && degrees_of_freedom >= 1);
  double low = 0;
  double high = 1;
  while (student_t_within(high, degrees_of_freedom) < probability) high *= 2;
  while (high - low > 1e-10 * std::max(high, 1.0)) {
    const double middle = (low + high) / 2;
    (student_t_within(middle, degrees_of_freedom) < probability ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace pith
