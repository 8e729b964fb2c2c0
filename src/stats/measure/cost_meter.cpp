#include "stats/measure/cost_meter.h"

#include <cmath>

namespace pith {

CostMeter::CostMeter(double bits) : costs_(&costs()), bits_(bits) {}

const CostMeter::Costs& CostMeter::costs() {
  static const Costs kTable = [] {
    Costs costs{};
    for (std::uint32_t q = 1; q < kOne; ++q) {
      costs[q] = 16 - std::log2(static_cast<double>(q));
    }
    return costs;
  }();
  return kTable;
}

}  // namespace pith
