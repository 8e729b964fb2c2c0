#pragma once

#include <memory>

#include "model/predictor/static_scorer.h"
#include "pith/model.h"

namespace pith {

/// The static scorer of a level that starts from `model`, a copy of which outlives it; null = from empty. Null where
/// there is none.
std::unique_ptr<StaticScorer> static_scorer(int level, const Model* model);

}  // namespace pith
