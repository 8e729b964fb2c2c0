#include "model/plan/levels.h"

#include <vector>

namespace pith {

std::vector<int> distinct_levels(bool has_network) {
  std::vector<int> levels;
  for (const PlanId plan : plans_of_model(has_network)) levels.push_back(level_of(plan));
  return levels;
}

}  // namespace pith
