#include "format/models/model_impl.h"
#include "model/predictor/predictor_impl.h"
#include "pith/predictor.h"

namespace pith {

// Here and not in src/model, which knows nothing of files.
Predictor::Predictor(int level, std::size_t text_bytes, const Model* model, bool adaptive)
    : impl_(make_predictor(level, text_bytes, model == nullptr ? nullptr : model->impl().prior(), adaptive)) {}

}  // namespace pith
