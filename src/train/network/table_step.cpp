#include "train/network/table_step.h"

#include <algorithm>
#include <cmath>

#include "train/network/file.h"

namespace pith {

float fitting_step(const std::vector<float>& parameters, const NetworkTensor& table) {
  constexpr double kDeviations = 2.6;  // beyond which weights are clipped
  constexpr double kMostSteps = 7;
  double squares = 0;
  double count = 0;
  for (std::size_t i = table.begin; i < table.end(); ++i) {
    const auto value = static_cast<double>(parameters[i]);
    squares += value * value;
    count += value != 0 ? 1 : 0;
  }
  if (count == 0) return 0;
  const double step = kDeviations * std::sqrt(squares / count) / kMostSteps;
  const auto unit = static_cast<double>(NetworkTableSteps::kTableStep);
  return static_cast<float>(std::max(1.0, std::round(step / unit)) * unit);
}

}  // namespace pith
