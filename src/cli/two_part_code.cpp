#include "cli/two_part_code.h"

#include <algorithm>

namespace pith::cli {

TwoPartCode two_part_code(const ModelResults& results, const ModelResults* from_empty) {
  TwoPartCode code{.model_bits = results.model_bits(), .data_bits = results.total().bits, .pays_from_chars = {}};
  if (from_empty == nullptr || from_empty == &results) return code;
  const double saved = from_empty->total().bits_per_char() - results.total().bits_per_char();
  if (saved > 0) code.pays_from_chars = code.model_bits / saved;
  return code;
}

const ModelResults* results_from_empty(const std::vector<ModelResults>& results) {
  const auto found = std::ranges::find_if(results, [](const ModelResults& each) { return !each.model; });
  return found == results.end() ? nullptr : &*found;
}

}  // namespace pith::cli
