#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "c/guard.h"
#include "c/handles.h"

using pith::c::guarded;
using pith::c::require;

pith_status pith_scorer_new(const pith_scorer_options* options, pith_scorer** scorer, pith_error* error) {
  return guarded(error, [&] {
    require(scorer, "where to put the scorer");
    *scorer = nullptr;
    const pith_scorer_options given = pith::c::options_or(options, pith_scorer_options PITH_SCORER_OPTIONS_INIT);
    const pith::ScorerOptions read{
        .level = given.level, .model = pith::c::model_of(given.model), .adaptive = given.adaptive != 0};
    *scorer = std::make_unique<pith_scorer>(pith_scorer{pith::Scorer(read)}).release();
  });
}

void pith_scorer_free(pith_scorer* scorer) { delete scorer; }

pith_status pith_scorer_score(const pith_scorer* scorer, const void* text, size_t size, pith_score* score,
                              double* byte_bits, pith_error* error) {
  return guarded(error, [&] {
    require(scorer, "the scorer");
    require(score, "where to put the score");
    if (size > 0) require(text, "the text");
    const std::string_view view(size > 0 ? static_cast<const char*>(text) : "", size);
    std::vector<double> bits;
    const pith::Measurement cost = byte_bits == nullptr ? scorer->scorer.score(view) : scorer->scorer.score(view, bits);
    *score = {cost.bits, cost.bytes, cost.characters, cost.words};
    if (byte_bits != nullptr) std::ranges::copy(bits, byte_bits);
  });
}
