#pragma once

#include <vector>

#include "cli/formatting/two_part_code.h"
#include "cli/measure/results.h"

namespace pith::cli {

/// `from_empty`: the same texts without a model; null where that was not measured.
TwoPartCode two_part_code(const ModelResults& results, const ModelResults* from_empty);

/// Those from empty; null if there are none.
const ModelResults* results_from_empty(const std::vector<ModelResults>& results);

}  // namespace pith::cli
