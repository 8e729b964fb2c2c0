#include "format/models/model_scorer.h"

#include "format/models/model_impl.h"

namespace pith {

std::unique_ptr<StaticScorer> static_scorer(int level, const Model* model) {
  return make_static_scorer(level, model == nullptr ? nullptr : model->impl().prior());
}

}  // namespace pith
