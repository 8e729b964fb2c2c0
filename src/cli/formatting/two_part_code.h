#pragma once

#include <optional>
#include <string>

#include "cli/formatting/json.h"

namespace pith::cli {

/// The two-part code of texts (Rissanen 1978): the bits of a model and those of the texts, given the model.
struct TwoPartCode {
  double model_bits = 0;
  double data_bits = 0;
  /// From how many characters of such texts on the model pays for itself: where what it saves on them, against
  /// starting from empty, has made up for its own bits. Nothing if it saves nothing, or there is nothing to compare.
  std::optional<double> pays_from_chars;

  double bits() const { return model_bits + data_bits; }
};

/// `saved_bits_per_char`: what the model saves against starting from empty, 0 or less if nothing.
TwoPartCode two_part_code(double model_bits, double data_bits, double saved_bits_per_char);

/// The fields of an object about it.
void write_two_part_code(JsonWriter& json, const TwoPartCode& code);

}  // namespace pith::cli
