#pragma once

#include "format/models/model_section.h"
#include "support/models.h"
#include "support/priors.h"
#include "support/two_clocks.h"

namespace pith::test {

/// trained_model() with a small network of two clocks, whose weights are noise.
inline Model deep_model() {
  return Model::from_bytes(
      "deep", model_bytes(metadata_named("deep"), {{.kind = kNgramSection, .bytes = trained_sections().ngrams},
                                                   {.kind = kMixingSection, .bytes = trained_sections().mixing},
                                                   {.kind = kNetworkSection, .bytes = small_two_clocks_section()}}));
}

}  // namespace pith::test
