#include "cli/measure/measured_two_part_code.h"

#include <algorithm>

namespace pith::cli {

TwoPartCode two_part_code(const ModelResults& results, const ModelResults* from_empty) {
  const Measurement total = results.total();
  const double without = from_empty == nullptr ? 0 : from_empty->total().bits_per_char().value_or(0);
  const double saved = from_empty == nullptr ? 0 : without - total.bits_per_char().value_or(0);
  return two_part_code(results.model_bits(), total.bits, saved);
}

const ModelResults* results_from_empty(const std::vector<ModelResults>& results) {
  const auto found = std::ranges::find_if(results, [](const ModelResults& each) { return !each.model; });
  return found == results.end() ? nullptr : &*found;
}

}  // namespace pith::cli
