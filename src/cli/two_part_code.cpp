#include "cli/two_part_code.h"

#include <algorithm>

namespace pith::cli {

TwoPartCode two_part_code(double model_bits, double data_bits, double saved_bits_per_char) {
  TwoPartCode code{.model_bits = model_bits, .data_bits = data_bits, .pays_from_chars = {}};
  if (saved_bits_per_char > 0) code.pays_from_chars = model_bits / saved_bits_per_char;
  return code;
}

TwoPartCode two_part_code(const ModelResults& results, const ModelResults* from_empty) {
  const Measurement total = results.total();
  const double saved = from_empty == nullptr ? 0 : from_empty->total().bits_per_char() - total.bits_per_char();
  return two_part_code(results.model_bits(), total.bits, saved);
}

void write_two_part_code(JsonWriter& json, const TwoPartCode& code) {
  json.field("model_bits", code.model_bits);
  json.field("data_bits", code.data_bits);
  json.field("bits", code.bits());
  json.key("pays_from_chars");
  code.pays_from_chars ? json.value(*code.pays_from_chars) : json.null();
}

const ModelResults* results_from_empty(const std::vector<ModelResults>& results) {
  const auto found = std::ranges::find_if(results, [](const ModelResults& each) { return !each.model; });
  return found == results.end() ? nullptr : &*found;
}

}  // namespace pith::cli
