#include "pith/confidence.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/measure/student_t.h"

namespace pith {

void BitsPerCharEstimate::add(const Measurement& document) {
  if (document.characters == 0) return;
  const auto characters = static_cast<double>(document.characters);
  ++sums_.documents;
  sums_.bits += document.bits;
  sums_.chars += characters;
  sums_.bits_squared += document.bits * document.bits;
  sums_.bits_chars += document.bits * characters;
  sums_.chars_squared += characters * characters;
}

double BitsPerCharEstimate::ratio() const { return sums_.documents == 0 ? 0 : sums_.bits / sums_.chars; }

double BitsPerCharEstimate::half_width() const {
  if (sums_.documents < 2) return std::numeric_limits<double>::infinity();
  const double r = ratio();
  const auto n = static_cast<double>(sums_.documents);
  // Of what documents deviate by.
  const double squares = std::max(sums_.bits_squared - 2 * r * sums_.bits_chars + r * r * sums_.chars_squared, 0.0);
  const double standard_error = std::sqrt(squares * n / (n - 1)) / sums_.chars;
  return student_t_bound(0.95, sums_.documents - 1) * standard_error;
}

}  // namespace pith
