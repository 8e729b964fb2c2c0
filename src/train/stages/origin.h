#pragma once

#include <cstddef>

#include "pith/model.h"

namespace pith {

/// Says in `metadata` that training went on from `origin`: a fact "from" with its name and identity, its corpora before
/// the new ones, and its totals added. More than kMostCorpora rows are cut, the last one summing up the rest.
void describe_origin(ModelMetadata& metadata, const Model& origin);
inline constexpr std::size_t kMostCorpora = 512;

}  // namespace pith
