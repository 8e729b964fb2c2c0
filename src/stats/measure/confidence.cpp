#include "pith/confidence.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/measure/student_t.h"

namespace pith {

void BitsPerCharEstimate::add(const Measurement& document) {
  if (document.characters == 0) return;
  const auto characters = static_cast<double>(document.characters);
  ++documents_;
  b_ += document.bits;
  c_ += characters;
  bb_ += document.bits * document.bits;
  bc_ += document.bits * characters;
  cc_ += characters * characters;
}

double BitsPerCharEstimate::ratio() const { return documents_ == 0 ? 0 : b_ / c_; }

double BitsPerCharEstimate::half_width() const {
  if (documents_ < 2) return std::numeric_limits<double>::infinity();
  const double r = ratio();
  const auto n = static_cast<double>(documents_);
  const double squares = std::max(bb_ - 2 * r * bc_ + r * r * cc_, 0.0);  // of what documents deviate by
  const double standard_error = std::sqrt(squares * n / (n - 1)) / c_;
  return student_t_bound(0.95, documents_ - 1) * standard_error;
}

}  // namespace pith
