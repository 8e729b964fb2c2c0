#include "cli/pages/scale_style.h"

#include "cli/pages/surprisal_scale.h"

namespace pith::cli {

std::string scale_style() {
  const auto themed = [](Colour light, Colour dark) {
    return "light-dark(" + hex_colour(light) + "," + hex_colour(dark) + ")";
  };
  std::string classes;
  for (std::size_t i = 0; i < kSurprisalSteps.size(); ++i) {
    const Paint& light = kSurprisalSteps[i].light;
    const Paint& dark = kSurprisalSteps[i].dark;
    classes += ".s" + std::to_string(i) + "{background:" + themed(light.ground, dark.ground) +
               ";color:" + themed(light.ink, dark.ink) + "}";
  }
  return "<style>" + classes + "</style>";
}

}  // namespace pith::cli
