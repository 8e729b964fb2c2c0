#include "cli/pages/surprisal_scale.h"

#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

std::string short_number(double value) {
  return fixed(value, value == static_cast<double>(static_cast<int>(value)) ? 0 : 1);
}

}  // namespace

std::size_t surprisal_step(double bits) {
  std::size_t step = 0;
  while (step + 1 < kSurprisalSteps.size() && bits >= kSurprisalSteps[step + 1].from_bits) ++step;
  return step;
}

std::string step_label(std::size_t step) {
  const std::string from = short_number(kSurprisalSteps[step].from_bits);
  return step + 1 == kSurprisalSteps.size() ? from + "+"
                                            : from + "-" + short_number(kSurprisalSteps[step + 1].from_bits);
}

std::string hex_colour(Colour colour) {
  constexpr const char* digits = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t part : {colour.red, colour.green, colour.blue}) {
    text += digits[part >> 4];
    text += digits[part & 15];
  }
  return text;
}

}  // namespace pith::cli
