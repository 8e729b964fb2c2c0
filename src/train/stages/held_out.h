#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "pith/measure.h"
#include "pith/model.h"
#include "pith/train.h"

namespace pith {

/// What texts cost at a level, each read as a text of its own.
struct HeldOutCost {
  int level = 0;
  Measurement from_empty;
  Measurement with_model;
};

/// The costs at `levels`. Advances `bytes_done`, which may be null, by twice the texts for each level.
std::vector<HeldOutCost> measure_held_out(const std::vector<TrainingText>& texts, const Model& model,
                                          const std::vector<int>& levels, int threads,
                                          std::atomic<std::uint64_t>* bytes_done);

/// What a model says of them.
std::vector<ModelMetadata::HeldOut> results_of(const std::vector<HeldOutCost>& costs);

}  // namespace pith
