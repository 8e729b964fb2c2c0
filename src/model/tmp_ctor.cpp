#include "model/predictor_impl.h"
namespace pith {
Predictor::Predictor(int level, std::size_t text_bytes, const Model*, bool adaptive)
    : impl_(make_predictor(level, text_bytes, nullptr, adaptive)) {}
}
