#pragma once

#include <cstdint>

namespace pith {

/// P(|T| <= t) of Student's t distribution (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
/// REQUIRES: t >= 0, degrees_of_freedom >= 1.
double student_t_within(double t, std::uint64_t degrees_of_freedom);

/// The t for which student_t_within() is `probability`, 0 <= probability < 1, within 1e-9 of t.
double student_t_bound(double probability, std::uint64_t degrees_of_freedom);

}  // namespace pith
