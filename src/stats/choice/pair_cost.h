#pragma once

#include "base/bytes.h"
#include "format/models/model_preview.h"

namespace pith {

/// About the bits of `text` if each byte were predicted by the one before alone: how likely it is after that to the
/// model, by rank. Quick, and rough: it tells languages and kinds of text apart.
double pair_bits(const ModelPreview& model, ByteView text);

}  // namespace pith
