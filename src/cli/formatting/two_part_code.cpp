#include "cli/formatting/two_part_code.h"

namespace pith::cli {

TwoPartCode two_part_code(double model_bits, double data_bits, double saved_bits_per_char) {
  TwoPartCode code{.model_bits = model_bits, .data_bits = data_bits, .pays_from_chars = {}};
  if (saved_bits_per_char > 0) code.pays_from_chars = model_bits / saved_bits_per_char;
  return code;
}

void write_two_part_code(JsonWriter& json, const TwoPartCode& code) {
  json.field("model_bits", code.model_bits);
  json.field("data_bits", code.data_bits);
  json.field("bits", code.bits());
  json.field("pays_from_chars", code.pays_from_chars);
}

}  // namespace pith::cli
