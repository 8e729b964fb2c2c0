#pragma once

#include "pith/model.h"
#include "pith/pith.h"
#include "pith/scorer.h"

// What the handles of pith/pith.h stand for.

struct pith_model {
  pith::Model model;
};

struct pith_scorer {
  pith::Scorer scorer;
};

namespace pith::c {

/// The model of a handle, which it lives as long as; null for null.
inline const Model* model_of(const pith_model* handle) { return handle == nullptr ? nullptr : &handle->model; }

}  // namespace pith::c
